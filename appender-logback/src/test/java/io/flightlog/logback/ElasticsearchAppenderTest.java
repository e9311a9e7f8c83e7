package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.Status;
import io.flightlog.FlushResult;
import io.flightlog.agent.OwnThreads;
import io.flightlog.metrics.DropReason;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.LogCall;
import io.flightlog.testkit.LogDocument;
import io.flightlog.testkit.OwnResources;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import org.slf4j.spi.MDCAdapter;

/** From a call of the logger to the document that arrives. */
class ElasticsearchAppenderTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String OPTIONS =
      "<setup>off</setup><shutdownTimeout>1 min</shutdownTimeout>";

  private final FakeElasticsearch server = FakeElasticsearch.started();
  private final LogbackContext logback =
      LogbackContext.withOptions("<url>" + server.url() + "</url>" + OPTIONS);
  private final Logger log = logback.logger("app.Billing");

  @AfterEach
  void stop() {
    logback.close();
    server.close();
  }

  @Test
  void whatACallSaysArrives() {
    MDCAdapter mdc = logback.context().getMDCAdapter();
    mdc.put("task.id", "invoice-7");
    mdc.put("shop", "b12");
    log.atWarn()
        .addMarker(MarkerFactory.getMarker("AUDIT"))
        .addKeyValue("rows", 42)
        .setCause(new IllegalStateException("no paper"))
        .log("ran {} of {}", 3, "four");
    LogDocument document = onlyDocument("ran 3 of four");
    assertEquals("WARN", document.text("log.level"));
    assertEquals("app.Billing", document.text("log.logger"));
    assertEquals(Thread.currentThread().getName(), document.text("process.thread.name"));
    assertEquals("invoice-7", document.text("task.id"));
    assertEquals("b12", document.text("labels.shop"));
    assertEquals(42, document.field("numeric_labels.rows").doubleValue());
    assertEquals("AUDIT", document.field("tags").get(0).textValue());
    assertEquals("java.lang.IllegalStateException", document.text("error.type"));
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
    log.atInfo().addKeyValue("who", talkative).log("keyed");
    List<String> messages = messages();
    assertTrue(messages.contains("outer talkative"), messages::toString);
    assertTrue(messages.contains("keyed"), messages::toString);
    // the list appender and ours each ask for the message once, but Logback keeps it
    assertTrue(messages.stream().filter("inner"::equals).count() >= 2, messages::toString);
  }

  @Tag("T6")
  @Test
  void theLibrarysOwnLinesStayOutAndOthersGetThem() throws Exception {
    for (String name : List.of("org.apache.hc.client5.http.wire", "co.elastic.clients.low")) {
      logback.logger(name).info("from the client");
    }
    Thread own = OwnThreads.create("test", () -> log.info("from a thread of ours"));
    own.start();
    own.join();
    logback.logger("org.apache.hcx").info("of the application");
    assertEquals(List.of("of the application"), messages());
    assertEquals(4, logback.listed().size());
  }

  @Test
  void filtersDecideAsEverywhere() {
    logback.appender().addFilter(filter(FilterReply.DENY, "denied"));
    log.info("denied");
    log.info("let through");
    assertEquals(List.of("let through"), messages());
    assertEquals(2, logback.listed().size());
  }

  @Test
  void aFilterThatThrowsIsSaidOnceAndHurtsNobody() {
    logback
        .appender()
        .addFilter(
            new Filter<>() {
              @Override
              public FilterReply decide(ILoggingEvent event) {
                throw new IllegalStateException("broken filter");
              }
            });
    for (int i = 0; i < 100; i++) {
      log.info("event {}", i);
    }
    assertEquals(List.of(), messages());
    assertEquals(100, logback.listed().size());
    assertEquals(1, logback.errors().size(), logback.errors()::toString);
  }

  @Test
  void eventsAfterStopAreRefusedQuietlyAndCounted() {
    ElasticsearchAppender appender = logback.appender();
    log.info("before");
    appender.stop();
    appender.stop();
    log.info("after");
    assertFalse(appender.isStarted());
    assertEquals(1, appender.stats().dropped(DropReason.CLOSED));
    assertEquals(List.of("before"), received());
    assertEquals(List.of(), logback.statuses(Status.WARN));
  }

  @Test
  void aRestartedAppenderIsANewInstance() {
    ElasticsearchAppender appender = logback.appender();
    log.info("first");
    final String firstInstance = appender.stats().instanceId();
    appender.stop();
    appender.start();
    appender.start();
    log.info("second");
    assertEquals(List.of("first", "second"), messages());
    assertTrue(!appender.stats().instanceId().equals(firstInstance));
  }

  @Test
  void aReloadLosesNothingOfEither() {
    log.info("old configuration");
    logback.configure("<url>" + server.url() + "</url>" + OPTIONS);
    log.info("new configuration");
    assertEquals(List.of("old configuration", "new configuration"), messages());
  }

  @Test
  void stoppedByTheVeryThreadThatLogs() {
    Object stops =
        new Object() {
          @Override
          public String toString() {
            logback.appender().stop();
            return "stops";
          }
        };
    logback.configure(
        "<url>%s</url><setup>off</setup><shutdownTimeout>1 s</shutdownTimeout>"
            .formatted(server.url()));
    log.info("before");
    assertEquals(List.of("before"), messages());
    logback.appender().doAppend(new Events().of(LogCall.info("{}", stops)));
    assertEquals(List.of("before"), received());
    assertEquals(1, logback.appender().stats().dropped(DropReason.CLOSED));
  }

  @Test
  void twoWhoStopAtOnceBothReturnWhenItIsDone() throws Exception {
    for (int i = 0; i < 1000; i++) {
      log.info("event {}", i);
    }
    AtomicReference<Integer> seenByOther = new AtomicReference<>();
    Thread other =
        new Thread(
            () -> {
              logback.appender().stop();
              seenByOther.set(received().size());
            });
    ElasticsearchAppender appender = logback.appender();
    other.start();
    appender.stop();
    assertEquals(1000, received().size());
    other.join();
    assertEquals(1000, seenByOther.get());
  }

  @Test
  void manyStartsLeaveNoThreadAndNoDescriptorBehind() {
    ElasticsearchAppender appender = logback.appender();
    long descriptors = OwnResources.descriptors();
    for (int i = 0; i < 20; i++) {
      log.info("round {}", i);
      appender.stop();
      appender.start();
    }
    appender.stop();
    assertEquals(20, received().size());
    OwnResources.awaitNoThread();
    OwnResources.awaitDescriptors(descriptors);
  }

  private List<LogDocument> documents() {
    assertEquals(FlushResult.Outcome.DELIVERED, logback.appender().flush(LONG).outcome());
    return arrived();
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

  private LogDocument onlyDocument(String message) {
    List<LogDocument> documents = documents();
    assertEquals(1, documents.size(), documents::toString);
    assertEquals(message, documents.get(0).text("message"));
    return documents.get(0);
  }

  private static Filter<ILoggingEvent> filter(FilterReply reply, String message) {
    return new Filter<>() {
      @Override
      public FilterReply decide(ILoggingEvent event) {
        return event.getFormattedMessage().equals(message) ? reply : FilterReply.NEUTRAL;
      }
    };
  }
}
