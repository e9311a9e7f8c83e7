package io.flightlog.ship;

import io.flightlog.metrics.Printable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reason as it may be shown. Servers quote field values, even whole documents, in theirs: what
 * stands between quotes or braces, or long between brackets, is replaced, and the rest is made
 * printable and cut. Field names, which stand between short brackets, stay.
 */
final class ErrorReason {
  static final int MAX_CHARS = 200;

  /** Bounds the work of the patterns; what they make of it is cut again. */
  private static final int MAX_INPUT = 2000;

  private static final Pattern PREVIEW = Pattern.compile("(?is)(preview of field's value:).*");
  private static final Pattern BRACES = Pattern.compile("(?s)\\{.*");
  private static final Pattern LONG_BRACKETS = Pattern.compile("(?s)\\[[^\\[\\]]{65,}(\\]|$)");

  /** From the first to the last, for a quoted value may hold quotes; not the one of "field's". */
  private static final Pattern QUOTES =
      Pattern.compile("(?s)\"(.*\"|.*$)|(?<!\\w)'(.*'(?!\\w)|.*$)");

  private static final Pattern TYPE = Pattern.compile("[a-z0-9_]{1,100}");

  private ErrorReason() {}

  /** Whether this is the type of an error, as servers name them. */
  static boolean isType(String text) {
    return TYPE.matcher(text).matches();
  }

  static @Nullable String shown(@Nullable String reason) {
    if (reason == null) {
      return null;
    }
    String text = reason.length() > MAX_INPUT ? reason.substring(0, MAX_INPUT) : reason;
    text = PREVIEW.matcher(text).replaceAll("$1 …");
    text = BRACES.matcher(text).replaceAll("{…}");
    text = LONG_BRACKETS.matcher(text).replaceAll("[…]");
    text = QUOTES.matcher(text).replaceAll("'…'");
    return Printable.of(text, MAX_CHARS);
  }
}
