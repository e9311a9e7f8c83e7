package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import io.flightlog.FlushResult;
import io.flightlog.logback.ElasticsearchAppender;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.LogDocument;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** From a task to the documents that arrive, by the Logback appender. */
class RunsInTheIndexTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  private final FakeElasticsearch server = FakeElasticsearch.started();
  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger log = context.getLogger("app.Reports");

  @BeforeEach
  void configure() throws Exception {
    context.reset();
    context.start(); // one that was stopped before ignores the next stop
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    String xml =
        """
        <configuration>
          <appender name="ELASTIC" class="io.flightlog.logback.ElasticsearchAppender">
            <url>%s</url><setup>off</setup><durability>memory</durability>
            <shutdownTimeout>20 s</shutdownTimeout>
          </appender>
          <root level="INFO"><appender-ref ref="ELASTIC"/></root>
        </configuration>
        """
            .formatted(server.url());
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @AfterEach
  void close() {
    context.stop();
    server.close();
  }

  private ElasticsearchAppender appender() {
    return (ElasticsearchAppender)
        context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("ELASTIC");
  }

  /** All but the instance's own records. */
  private List<LogDocument> documents() {
    assertEquals(FlushResult.Outcome.DELIVERED, appender().flush(Duration.ofMinutes(1)).outcome());
    return server.documents().stream()
        .map(document -> LogDocument.parse(document.source()))
        .filter(document -> document.has("task.run.id"))
        .sorted(Comparator.comparingLong(document -> document.integer("event.sequence")))
        .toList();
  }

  private static boolean has(LogDocument document, String field, String value) {
    return document.has(field) && document.text(field).equals(value);
  }

  private void report(String user, String id, boolean fails) {
    TaskScope.task("daily-report")
        .id(id)
        .user(user)
        .attempt(2)
        .queue("reports")
        .scheduledAt(Instant.now().minusSeconds(3))
        .trigger("cron")
        .from(TaskContext.extract(Map.of("traceparent", "00-%s-%s-01".formatted(TRACE, SPAN))))
        .run(
            () -> {
              log.info("report {}", id);
              if (fails) {
                throw new IllegalStateException("no paper");
              }
            });
  }

  @Test
  void theFailedRunsOfAUserAreOneQuery() {
    report("alice", "1", false);
    assertThrows(IllegalStateException.class, () -> report("alice", "2", true));
    assertThrows(IllegalStateException.class, () -> report("bob", "3", true));
    List<LogDocument> found =
        documents().stream()
            .filter(document -> has(document, "event.action", "task-run"))
            .filter(document -> has(document, "event.outcome", "failure"))
            .filter(document -> has(document, "user.id", "alice"))
            .toList();
    assertEquals(1, found.size());
    LogDocument run = found.get(0);
    assertEquals("2", run.text("task.id"));
    assertEquals("ERROR", run.text("log.level"));
    assertEquals("io.flightlog.task", run.text("log.logger"));
    assertEquals("java.lang.IllegalStateException", run.text("error.type"));
    assertTrue(run.integer("event.duration") >= 0);
    assertTrue(run.integer("task.lag") >= 3_000_000_000L);
    Instant start = Instant.parse(run.text("event.start"));
    assertFalse(Instant.parse(run.text("event.end")).isBefore(start));
    assertEquals(List.of(), List.copyOf(run.namesUnder("labels.")), run::toString);
    assertEquals(List.of(), List.copyOf(run.namesUnder("numeric_labels.")), run::toString);
  }

  @Test
  void allLinesOfARunHaveItsFields() {
    report("alice", "1", false);
    log.info("between");
    report("bob", "2", false);
    List<LogDocument> documents = documents();
    assertEquals(6, documents.size());
    for (int i = 0; i < 6; i++) {
      LogDocument document = documents.get(i);
      assertEquals(i < 3 ? "alice" : "bob", document.text("user.id"));
      assertEquals(i < 3 ? "1" : "2", document.text("task.id"));
      assertEquals(documents.get(i / 3 * 3).text("task.run.id"), document.text("task.run.id"));
      assertEquals("daily-report", document.text("task.name"));
      assertEquals("reports", document.text("task.queue"));
      assertEquals("cron", document.text("task.trigger"));
      assertEquals(2, document.integer("task.attempt"));
      assertEquals(TRACE, document.text("trace.id"));
      assertEquals(SPAN, document.text("span.id"));
      assertTrue(Instant.parse(document.text("task.scheduled_at")).isBefore(Instant.now()));
    }
  }

  @Test
  void hostileValuesAreBoundedAndTheDocumentIsSound() {
    String hostile = "\u0000\n\"}{\ud800" + "x".repeat(1 << 20);
    try (TaskScope run = TaskScope.task(hostile).id(hostile).user(hostile).queue(hostile).open()) {
      run.skip(hostile);
    }
    List<LogDocument> documents = documents();
    assertEquals(2, documents.size());
    for (LogDocument document : documents) {
      assertTrue(document.text("task.name").length() <= 1024);
      assertTrue(document.text("user.id").startsWith("\u0000\n\"}{\ufffdxxx"));
    }
    assertEquals("unknown", documents.get(1).text("event.outcome"));
  }
}
