package io.flightlog.task;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's context. Loaded only where its API, an optional dependency, is. A context storage
 * that fails costs the trace, nothing more.
 */
final class OpenTelemetryTraces implements Traces {
  @Override
  public @Nullable TraceParent current() {
    try {
      SpanContext span = Span.current().getSpanContext();
      return span.isValid()
          ? TraceParent.of(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex())
          : null;
    } catch (RuntimeException | LinkageError broken) {
      return null;
    }
  }

  @Override
  public Attachable capture() {
    try {
      Context captured = Context.current();
      return () -> attach(() -> captured);
    } catch (RuntimeException | LinkageError broken) {
      return Attachable.NOTHING;
    }
  }

  @Override
  public Attachable remote(TraceParent parent) {
    return () ->
        attach(
            () ->
                Context.current()
                    .with(
                        Span.wrap(
                            SpanContext.createFromRemoteParent(
                                parent.traceId(),
                                parent.spanId(),
                                TraceFlags.fromHex(parent.flags(), 0),
                                TraceState.getDefault()))));
  }

  @SuppressWarnings("MustBeClosedChecker") // what is returned closes it
  private static Runnable attach(Supplier<Context> context) {
    try {
      Scope scope = context.get().makeCurrent();
      return () -> close(scope);
    } catch (RuntimeException | LinkageError broken) {
      return () -> {};
    }
  }

  private static void close(Scope scope) {
    try {
      scope.close();
    } catch (RuntimeException | LinkageError broken) {
      // as above
    }
  }
}
