package io.flightlog.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.FlushResult;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.LogDocument;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** In the context that SLF4J and the HTTP client themselves log to. */
class ThroughSlf4jTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final FakeElasticsearch server = FakeElasticsearch.started();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final Log4jContext log4j = Log4jContext.in(context);
  private final Logger log = LoggerFactory.getLogger("app");

  @AfterEach
  void stop() {
    context.reconfigure();
    server.close();
  }

  @Test
  void reservedKeyValuesAreTypedAndOthersAreTexts() {
    configure("INFO");
    MDC.put("task.id", "invoice-7");
    log.atInfo()
        .addKeyValue("event.action", "task-run")
        .addKeyValue("event.duration", 1500L)
        .addKeyValue("rows", 42)
        .log("ran {}", "well");
    MDC.clear();
    LogDocument document = documents().get(0);
    assertEquals("ran well", document.text("message"));
    assertEquals("invoice-7", document.text("task.id"));
    assertEquals("task-run", document.text("event.action"));
    assertEquals(1500, document.integer("event.duration"));
    assertEquals("42", document.text("labels.rows"));
  }

  /** Both records stand in the context alone: SLF4J's binding puts key-values there. */
  @Test
  void theRecordOfARunsEndHasTheNumberOfItsEvents() {
    configure("INFO");
    MDC.put("task.run.id", "4711");
    log.atInfo().addKeyValue("event.action", "task-started").log("started");
    log.warn("a line");
    log.error("another");
    log.atInfo().addKeyValue("event.action", "task-run").log("done");
    MDC.clear();
    LogDocument end = documents().get(3);
    assertEquals("done", end.text("message"));
    assertEquals(1, end.integer("task.log.warn"));
    assertEquals(1, end.integer("task.log.error"));
    assertEquals(0, end.integer("task.log.info"));
  }

  @Tag("T6")
  @Test
  void atRootTraceOnlyTheApplicationsEventsAreShipped() {
    server.nextBulk(FakeAnswer.unavailable(), FakeAnswer.reset());
    configure("TRACE");
    for (int round = 0; round < 10; round++) {
      log.info("round {}", round);
      assertEquals(FlushResult.Outcome.DELIVERED, log4j.appender().flush(LONG).outcome());
    }
    long fromTheClient =
        log4j.listed().stream().filter(event -> !event.getLoggerName().equals("app")).count();
    assertTrue(fromTheClient > 100, "the client is silent: nothing is proven");
    assertEquals(1 + 10, log4j.appender().stats().offered(), "instance record and rounds");
    assertEquals(1 + 10, server.documentCount());
    assertFalse(server.documents().toString().contains("org.apache.hc"));
  }

  /** Those of the application, in their order. */
  private List<LogDocument> documents() {
    assertEquals(FlushResult.Outcome.DELIVERED, log4j.appender().flush(LONG).outcome());
    return server.documents().stream()
        .map(stored -> LogDocument.parse(stored.source()))
        .filter(event -> event.text("log.logger").equals("app"))
        .sorted(Comparator.comparingLong(event -> event.integer("event.sequence")))
        .toList();
  }

  private void configure(String level) {
    Map<String, String> options =
        Map.of("url", server.url().toString(), "retry.initialBackoff", "10 ms");
    log4j.configureWhole(
        """
        <Configuration status="off" shutdownHook="disable">
          <Appenders><Listing name="LIST"/>%s</Appenders>
          <Loggers>
            <Root level="%s"><AppenderRef ref="LIST"/><AppenderRef ref="ELASTIC"/></Root>
          </Loggers>
        </Configuration>
        """
            .formatted(Xml.appender(options), level));
  }
}
