package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceSourceTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  private final EcsFormat format = Formats.with(options -> {}, TraceSource.detect());

  @Test
  void writesTheCurrentSpanOfOpenTelemetry() {
    SpanContext context =
        SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault());
    EcsWriter writer;
    try (Scope scope = Span.wrap(context).makeCurrent()) {
      assertFalse(scope == null);
      writer = Formats.begun(format);
    }
    writer.contextEntry("trace_id", "from the context");
    writer.contextEntry("span_id", "from the context");
    writer.end();

    Map<String, Object> event = ParsedEvent.of(writer);
    assertEquals(TRACE, event.get("trace.id"));
    assertEquals(SPAN, event.get("span.id"));
  }

  @Test
  void leavesTheTraceToTheContextOutsideOfSpans() {
    EcsWriter writer = Formats.begun(format);
    writer.contextEntry("trace_id", TRACE);
    writer.end();

    assertEquals(TRACE, ParsedEvent.of(writer).get("trace.id"));
  }

  @Test
  void worksWithoutOpenTelemetryOnTheClassPath() throws Exception {
    URL ownClasses = EcsFormat.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader withoutOthers =
        new URLClassLoader(new URL[] {ownClasses}, ClassLoader.getPlatformClassLoader())) {
      Class<?> formats = withoutOthers.loadClass(EcsFormat.class.getName());
      Class<?> configs = withoutOthers.loadClass("io.flightlog.config.PipelineConfig");
      Class<?> options = withoutOthers.loadClass("io.flightlog.config.OptionValues");
      Object config =
          configs.getMethod("from", options).invoke(null, options.getConstructor().newInstance());
      Object alone =
          formats
              .getConstructor(configs, String.class, Map.class)
              .newInstance(config, "id", Map.of());
      Object writer = formats.getMethod("newWriter").invoke(alone);
      call(writer, "begin");
      writer.getClass().getMethod("timestamp", long.class, int.class).invoke(writer, 1L, 0);
      call(writer, "end");

      Object bytes = writer.getClass().getMethod("buffer").invoke(writer);
      Object length = writer.getClass().getMethod("length").invoke(writer);
      assertEquals(
          Map.of("@timestamp", "1970-01-01T00:00:01.000Z"),
          ParsedEvent.of((byte[]) bytes, (int) length));
    }
  }

  private static void call(Object target, String method) throws ReflectiveOperationException {
    Method found = target.getClass().getMethod(method);
    found.invoke(target);
  }
}
