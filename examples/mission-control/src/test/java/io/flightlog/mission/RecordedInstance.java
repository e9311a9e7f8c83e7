package io.flightlog.mission;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import io.flightlog.FlushResult;
import io.flightlog.logback.ElasticsearchAppender;
import io.flightlog.task.TaskBuilder;
import io.flightlog.task.TaskContext;
import io.flightlog.task.TaskScope;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** An instance that runs tasks and logs them into Elasticsearch; this JVM's, until it is closed. */
final class RecordedInstance implements AutoCloseable {
  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private static final Duration TO_DELIVER = Duration.ofSeconds(60);

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger log = context.getLogger("app.Reports");

  RecordedInstance(URI url, String dataset, String name, Path spool) {
    context.reset();
    context.start(); // one that was stopped before ignores the next stop
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    String xml =
        """
        <configuration>
          <appender name="ELASTIC" class="io.flightlog.logback.ElasticsearchAppender">
            <url>%s</url><dataset>%s</dataset>
            <service><name>reports</name><nodeName>%s</nodeName></service>
            <durability>journal</durability><queue><maxWait>60 s</maxWait></queue>
            <spool><directory>%s</directory></spool>
            <batch><linger>200 ms</linger></batch><shutdownTimeout>60 s</shutdownTimeout>
            <maxMessageBytes>32 KiB</maxMessageBytes>
          </appender>
          <logger name="app" level="INFO"><appender-ref ref="ELASTIC"/></logger>
          <logger name="io.flightlog.task" level="INFO"><appender-ref ref="ELASTIC"/></logger>
          <root level="OFF"/>
        </configuration>
        """
            .formatted(url, dataset, name, spool);
    try {
      configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (JoranException broken) {
      throw new AssertionError(xml, broken);
    }
  }

  Logger log() {
    return log;
  }

  static TaskBuilder task(String user, String task, String id) {
    return TaskScope.task(task).id(id).user(user).queue("reports");
  }

  /** A run that logs a line, and then fails or not; as a step of {@link #TRACE}. */
  void step(TaskBuilder task, String line, boolean fails) {
    Map<String, String> payload = Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
    run(task.from(TaskContext.extract(payload)), line, fails);
  }

  void run(TaskBuilder task, String line, boolean fails) {
    try {
      task.run(
          () -> {
            log.info(line);
            if (fails) {
              throw new IllegalStateException("no paper");
            }
          });
    } catch (IllegalStateException asOrdered) {
      // it is in the record
    }
  }

  /** Returns when the index has all that was logged. */
  void deliver() {
    ElasticsearchAppender appender =
        (ElasticsearchAppender) context.getLogger("app").getAppender("ELASTIC");
    FlushResult result = appender.flush(TO_DELIVER);
    if (result.outcome() != FlushResult.Outcome.DELIVERED) {
      throw new AssertionError(result + ": " + context.getStatusManager().getCopyOfStatusList());
    }
  }

  @Override
  public void close() {
    context.stop();
  }
}
