package io.flightlog.encode;

/**
 * Where the current trace comes from besides the MDC. Called by caller threads, concurrently, once
 * per event; never throws.
 */
@FunctionalInterface
interface TraceSource {
  TraceSource NONE = out -> {};

  /** Writes trace and span of the calling thread by {@link EcsWriter#trace}, if it has any. */
  void write(EcsWriter out);

  /** OpenTelemetry where its API is on the class path of this library, else none. */
  static TraceSource detect() {
    try {
      Class.forName("io.opentelemetry.api.trace.Span", false, TraceSource.class.getClassLoader());
      return new OpenTelemetryTraceSource();
    } catch (ClassNotFoundException | LinkageError absent) {
      return NONE;
    }
  }
}
