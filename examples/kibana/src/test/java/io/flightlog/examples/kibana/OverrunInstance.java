package io.flightlog.examples.kibana;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import io.flightlog.FlushResult;
import io.flightlog.logback.ElasticsearchAppender;
import io.flightlog.task.TaskScope;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FaultProxy;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run of the fleet has no need of: a task that was skipped, one that died with its instance,
 * and more lines than the queue of an instance holds while Elasticsearch is away. In this JVM.
 */
final class OverrunInstance {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int LINES_AT_A_TIME = 1_000;

  private OverrunInstance() {}

  /** Returns when its gap records are on their way to the index and it is closed. */
  static void into(URI elasticsearch) throws JoranException {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    try (FaultProxy proxy = FaultProxy.before(elasticsearch)) {
      context.reset();
      context.start(); // one that was stopped before ignores the next stop
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(
          new ByteArrayInputStream(configuration(proxy.url()).getBytes(StandardCharsets.UTF_8)));
      try {
        log(context, proxy);
      } finally {
        context.stop();
      }
    }
  }

  private static void log(LoggerContext context, FaultProxy proxy) {
    Logger log = context.getLogger("app.Overrun");
    try (TaskScope run = TaskScope.task("clean-up").id("clean-1").user("bob").open()) {
      run.skip("another instance has the lock");
    }
    TaskScope.task("endless").id("endless-1").user("bob").died("its instance is gone");
    ElasticsearchAppender appender =
        (ElasticsearchAppender) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("ELASTIC");
    assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
    proxy.refuse();
    Eventually.await(
        "the queue is full",
        LONG,
        () -> {
          for (int i = 0; i < LINES_AT_A_TIME; i++) {
            log.info("line {}", i);
          }
          return Objects.requireNonNull(appender.stats()).droppedTotal() > 0;
        });
    proxy.pass();
    assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
  }

  private static String configuration(URI url) {
    return """
        <configuration>
          <appender name="ELASTIC" class="io.flightlog.logback.ElasticsearchAppender">
            <url>%s</url><dataset>overrun</dataset>
            <service><name>overrun</name><nodeName>overrun-1</nodeName></service>
            <durability>memory</durability>
            <queue><slots>1024</slots><whenFull>drop</whenFull></queue>
            <batch><maxEvents>100</maxEvents></batch>
            <shutdownTimeout>60 s</shutdownTimeout>
          </appender>
          <root level="INFO"><appender-ref ref="ELASTIC"/></root>
        </configuration>
        """
        .formatted(url);
  }
}
