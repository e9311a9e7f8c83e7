package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** In class loaders that do not have it. */
class WithoutOpenTelemetryTest {
  private static final String HEADER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  /** What the other class loaders run. */
  public static final class Program implements Callable<Map<String, String>> {
    @Override
    public Map<String, String> call() throws Exception {
      ((LoggerContext) org.slf4j.LoggerFactory.getILoggerFactory()).reset();
      TaskContext enqueuer =
          TaskContext.extract(Map.of("traceparent", HEADER, "flightlog_user", "alice"));
      Map<String, String> payload = new java.util.HashMap<>();
      Runnable job =
          TaskContext.capture()
              .wrap(
                  () -> {
                    try (TaskScope run = TaskScope.task("a").from(enqueuer).open()) {
                      TaskContext.inject(payload);
                      payload.put("span", MDC.get("span.id"));
                      run.succeed();
                    }
                  });
      enqueuer.wrap(job).run();
      return payload;
    }
  }

  @Test
  void userAndTraceGoAlongAllTheSame() throws Exception {
    URL[] classes = {
      location(Program.class),
      location(TaskScope.class),
      location(MDC.class),
      location(LoggerContext.class),
      location(Context.class)
    };
    ClassLoader callers = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader without =
        new URLClassLoader(classes, ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(without);
      assertThrows(
          ClassNotFoundException.class, () -> without.loadClass("io.opentelemetry.api.trace.Span"));
      Object program = without.loadClass(Program.class.getName()).getConstructor().newInstance();
      assertEquals(
          Map.of("traceparent", HEADER, "flightlog_user", "alice", "span", "b7ad6b7169203331"),
          ((Callable<?>) program).call());
    } finally {
      Thread.currentThread().setContextClassLoader(callers);
    }
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
