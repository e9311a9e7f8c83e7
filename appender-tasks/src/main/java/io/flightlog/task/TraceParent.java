package io.flightlog.task;

import org.jspecify.annotations.Nullable;

/**
 * A place in a trace, as the W3C header {@code traceparent} says it (Trace Context, level 1).
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 of them
 * @param flags two of them
 */
record TraceParent(String traceId, String spanId, String flags) {
  static final String HEADER = "traceparent";

  private static final String SAMPLED = "01";
  private static final int SPAN_AT = 36;
  private static final int FLAGS_AT = 53;
  private static final int LENGTH = 55;
  private static final int MOST = 512;

  /** Of a trace that is told without flags: what is logged was most likely recorded. */
  static @Nullable TraceParent of(@Nullable String traceId, @Nullable String spanId) {
    return traceId != null && spanId != null ? of(traceId, spanId, SAMPLED) : null;
  }

  static @Nullable TraceParent of(String traceId, String spanId, String flags) {
    return isId(traceId, 32) && isId(spanId, 16) && isHex(flags, 2)
        ? new TraceParent(traceId, spanId, flags)
        : null;
  }

  /** Null for whatever is none; a later version may have more behind what this one has. */
  static @Nullable TraceParent parse(@Nullable String header) {
    if (header == null || header.length() < LENGTH || header.length() > MOST) {
      return null;
    }
    String version = header.substring(0, 2);
    boolean ends =
        header.length() == LENGTH || (!version.equals("00") && header.charAt(LENGTH) == '-');
    if (!ends
        || !isHex(version, 2)
        || version.equals("ff")
        || header.charAt(2) != '-'
        || header.charAt(SPAN_AT - 1) != '-'
        || header.charAt(FLAGS_AT - 1) != '-') {
      return null;
    }
    return of(
        header.substring(3, SPAN_AT - 1),
        header.substring(SPAN_AT, FLAGS_AT - 1),
        header.substring(FLAGS_AT, LENGTH));
  }

  String header() {
    return "00-" + traceId + '-' + spanId + '-' + flags;
  }

  boolean isSamePlace(@Nullable TraceParent other) {
    return other != null && traceId.equals(other.traceId) && spanId.equals(other.spanId);
  }

  private static boolean isId(String text, int digits) {
    return isHex(text, digits) && text.chars().anyMatch(digit -> digit != '0');
  }

  private static boolean isHex(String text, int digits) {
    return text.length() == digits
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }
}
