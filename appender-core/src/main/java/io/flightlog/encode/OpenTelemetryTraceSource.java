package io.flightlog.encode;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/** The current span of OpenTelemetry. Loaded only where its API, an optional dependency, is. */
final class OpenTelemetryTraceSource implements TraceSource {
  @Override
  public void write(EcsWriter out) {
    try {
      SpanContext span = Span.current().getSpanContext();
      if (span.isValid()) {
        out.trace(span.getTraceId(), span.getSpanId());
      }
    } catch (RuntimeException | LinkageError broken) {
      // a context storage that fails costs the event its trace, nothing more
    }
  }
}
