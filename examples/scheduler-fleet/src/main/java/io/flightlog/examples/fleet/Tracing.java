package io.flightlog.examples.fleet;

import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;

/**
 * Stands in for the tracer that an application has, such as OpenTelemetry: what is current is in
 * the MDC of the calling thread. Ids are those of W3C Trace Context.
 */
final class Tracing {
  private static final int TRACE_DIGITS = 32;
  private static final int SPAN_DIGITS = 16;

  private Tracing() {}

  /** A new trace with a first span. */
  static void startTrace() {
    MDC.put("trace.id", hex(TRACE_DIGITS));
    startSpan();
  }

  /** One more span of the current trace. */
  static void startSpan() {
    MDC.put("span.id", hex(SPAN_DIGITS));
  }

  static String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    while (text.length() < digits) {
      text.append(Character.forDigit(ThreadLocalRandom.current().nextInt(16), 16));
    }
    return text.toString();
  }
}
