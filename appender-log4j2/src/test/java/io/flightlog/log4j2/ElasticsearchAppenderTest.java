package io.flightlog.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.FlushResult;
import io.flightlog.agent.OwnThreads;
import io.flightlog.config.OptionValues;
import io.flightlog.metrics.DropReason;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.LogCall;
import io.flightlog.testkit.LogDocument;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.async.AsyncLoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.jmx.RingBufferAdmin;
import org.apache.logging.log4j.message.StringMapMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** From a call of the logger to the document that arrives, behind both kinds of loggers. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class ElasticsearchAppenderTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final FakeElasticsearch server = FakeElasticsearch.started();

  @Parameter boolean asynchronous;

  private Log4jContext log4j;
  private Logger log;

  @BeforeEach
  void start() {
    LoggerContext context =
        asynchronous ? new AsyncLoggerContext("test") : new LoggerContext("test");
    log4j = Log4jContext.in(context).configure(Xml.appender(options()));
    log = log4j.logger("app.Billing");
  }

  @AfterEach
  void stop() {
    log4j.close();
    server.close();
    ThreadContext.clearAll();
  }

  @Test
  void whatACallSaysArrivesAsItWasAtTheCall() {
    ThreadContext.put("task.id", "invoice-7");
    StringBuilder changing = new StringBuilder("four");
    log.warn("ran {} of {}", 3, changing, new IllegalStateException("no paper"));
    changing.setLength(0);
    ThreadContext.clearAll();
    LogDocument document = only();
    assertEquals("ran 3 of four", document.text("message"));
    assertEquals("WARN", document.text("log.level"));
    assertEquals("app.Billing", document.text("log.logger"));
    assertEquals(Thread.currentThread().getName(), document.text("process.thread.name"));
    assertEquals("invoice-7", document.text("task.id"));
    assertEquals("java.lang.IllegalStateException", document.text("error.type"));
  }

  @Test
  void theEntriesOfAMapMessageArrive() {
    log.info(new StringMapMessage().with("message", "wrote").with("shop", "b12"));
    LogDocument document = only();
    assertEquals("wrote", document.text("message"));
    assertEquals("b12", document.text("labels.shop"));
  }

  @Test
  void anEventLoggedInsideAToStringIsRecordedToo() {
    Object talkative =
        new Object() {
          @Override
          public String toString() {
            log.info("inner");
            return "talkative";
          }
        };
    log.info("outer {}", talkative);
    assertEquals(Set.of("inner", "outer talkative"), Set.copyOf(messages()));
  }

  @Tag("T6")
  @Test
  void theLibrarysOwnLinesStayOutAndOthersGetThem() throws Exception {
    for (String name : List.of("org.apache.hc.client5.http.wire", "co.elastic.clients.low")) {
      log4j.logger(name).info("from the client");
    }
    Thread own = OwnThreads.create("test", () -> log4j.logger("tracer").info("from ours"));
    own.start();
    own.join();
    log4j.logger("org.apache.hcx").info("of the application");
    assertEquals(List.of("of the application"), messages());
    assertEquals(4, log4j.listed().size());
  }

  @Test
  void filtersDecideAsEverywhere() {
    log4j.configure(
        Xml.appender(
            " name='ELASTIC' setup='off' url='" + server.url() + "'",
            "<ThresholdFilter level='WARN'/><Batch linger='20 ms'/>"));
    log.info("denied");
    log.warn("let through");
    assertEquals(List.of("let through"), messages());
    assertEquals(2, log4j.listed().size());
  }

  @Test
  void anAppenderMadeByCodeIsOneLikeAnyOther() {
    OptionValues values = OptionValues.of(options());
    ElasticsearchAppender made = ElasticsearchAppender.of("CODE", null, values);
    assertNull(made.stats());
    assertEquals(FlushResult.Outcome.INCOMPLETE, made.flush(LONG).outcome());
    made.start();
    Configuration configuration = log4j.context().getConfiguration();
    configuration.addAppender(made); // so that it is stopped with the others
    configuration.getRootLogger().addAppender(made, null, null);
    log.info("to both");
    messages();
    assertEquals(FlushResult.Outcome.DELIVERED, made.flush(LONG).outcome());
    assertEquals(3, made.stats().accepted(), "they share a pipeline: its record, and one each");
  }

  @Test
  void eventsAfterStopAreRefusedQuietlyAndCounted() {
    ElasticsearchAppender appender = log4j.appender();
    log.info("before");
    messages();
    appender.stop();
    appender.stop();
    appender.append(Events.of(LogCall.info("after")));
    assertFalse(appender.isStarted());
    assertEquals(1, appender.stats().dropped(DropReason.CLOSED));
    assertEquals(List.of("before"), received());
  }

  @Test
  void aRestartedAppenderIsANewInstance() {
    ElasticsearchAppender appender = log4j.appender();
    log.info("first");
    messages();
    final String firstInstance = appender.stats().instanceId();
    appender.stop();
    appender.start();
    appender.start();
    log.info("second");
    assertEquals(List.of("first", "second"), messages());
    assertNotEquals(firstInstance, appender.stats().instanceId());
  }

  @Test
  void twoWhoStopAtOnceBothReturnWhenItIsDone() throws Exception {
    for (int i = 0; i < 1000; i++) {
      log.info("event {}", i);
    }
    awaitHandedOn();
    ElasticsearchAppender appender = log4j.appender();
    AtomicReference<Integer> seenByOther = new AtomicReference<>();
    Thread other =
        new Thread(
            () -> {
              appender.stop();
              seenByOther.set(received().size());
            });
    other.start();
    appender.stop();
    assertEquals(1000, received().size());
    other.join();
    assertEquals(1000, seenByOther.get());
  }

  private Map<String, String> options() {
    return Map.of("url", server.url().toString(), "setup", "off", "batch.linger", "20 ms");
  }

  private List<LogDocument> documents() {
    awaitHandedOn();
    assertEquals(FlushResult.Outcome.DELIVERED, log4j.appender().flush(LONG).outcome());
    return arrived();
  }

  /** Until the background thread, if there is one, has given all to the appender. */
  private void awaitHandedOn() {
    if (log4j.context() instanceof AsyncLoggerContext background) {
      RingBufferAdmin ring = background.createRingBufferAdmin();
      Eventually.await(
          "handed on", LONG, () -> ring.getRemainingCapacity() == ring.getBufferSize());
    }
  }

  /** Without the records that an instance writes about itself. */
  private List<LogDocument> arrived() {
    return server.documents().stream()
        .map(document -> LogDocument.parse(document.source()))
        .filter(document -> !document.text("log.logger").equals("io.flightlog"))
        .toList();
  }

  private List<String> messages() {
    return documents().stream().map(document -> document.text("message")).toList();
  }

  /** As {@link #messages}, when nothing can be flushed any more. */
  private List<String> received() {
    return arrived().stream().map(document -> document.text("message")).toList();
  }

  private LogDocument only() {
    List<LogDocument> documents = documents();
    assertEquals(1, documents.size(), documents::toString);
    assertTrue(log4j.errors().isEmpty(), log4j.errors()::toString);
    return documents.get(0);
  }
}
