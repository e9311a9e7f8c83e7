package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.LoggingEventVO;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.flightlog.testkit.LogCall;
import io.flightlog.testkit.LogDocument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Marker;
import org.slf4j.helpers.BasicMarkerFactory;

/** What is particular to Logback's events. */
class LogbackEncoderTest {
  private final Events events = new Events();
  private final BasicMarkerFactory markers = new BasicMarkerFactory();

  @Test
  void markersBringThoseTheyReferToOnceEach() {
    Marker audit = markers.getMarker("AUDIT");
    Marker billing = markers.getMarker("BILLING");
    Marker money = markers.getMarker("MONEY");
    audit.add(billing);
    billing.add(money);
    LoggingEvent event = events.of(LogCall.info("m"));
    event.addMarker(audit);
    event.addMarker(money);
    assertEquals(List.of("AUDIT", "BILLING", "MONEY"), tags(document(event)));
  }

  @Test
  void markersWithoutEndEnd() {
    AtomicInteger asked = new AtomicInteger();
    LoggingEvent event = events.of(LogCall.info("m"));
    event.addMarker(new EndlessMarker(asked));
    LogDocument document = document(event);
    assertEquals(32, tags(document).size());
    assertTrue(asked.get() <= 256, () -> asked + " markers were looked at");
  }

  @Test
  void throwablesWithoutEndEnd() {
    AtomicInteger asked = new AtomicInteger();
    Throwable rebuilt = LoggedThrowable.of(endlessProxy(asked));
    assertTrue(rebuilt.toString().startsWith("forged.Type"), rebuilt::toString);
    assertTrue(asked.get() <= 2000, () -> asked + " throwables were looked at");
  }

  /** Has two new suppressed ones and a new cause each time it is asked. */
  private static IThrowableProxy endlessProxy(AtomicInteger asked) {
    return (IThrowableProxy)
        Proxy.newProxyInstance(
            LogbackEncoderTest.class.getClassLoader(),
            new Class<?>[] {IThrowableProxy.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getClassName", "getMessage" -> "forged.Type";
                  case "getCause" -> endlessProxy(asked);
                  case "getSuppressed" -> {
                    asked.incrementAndGet();
                    yield new IThrowableProxy[] {endlessProxy(asked), endlessProxy(asked)};
                  }
                  case "hashCode" -> System.identityHashCode(proxy);
                  case "equals" -> proxy == arguments[0];
                  default -> null;
                });
  }

  @Test
  void markersThatReferToEachOtherEnd() {
    CyclicMarker a = new CyclicMarker("A");
    CyclicMarker b = new CyclicMarker("B");
    a.references.add(b);
    b.references.add(a);
    LoggingEvent event = events.of(LogCall.info("m"));
    event.addMarker(a);
    LogDocument document = document(event);
    assertEquals(List.of("A", "B"), tags(document));
    assertTrue(document.namesUnder("labels.").isEmpty(), () -> "encoding failed: " + document);
  }

  @Test
  void anEventThatTravelledKeepsItsError() throws Exception {
    IllegalStateException failure = new IllegalStateException("no paper", new IOException("jam"));
    failure.addSuppressed(new IOException("while closing"));
    LoggingEvent event = events.of(LogCall.error("failed", failure).marker("AUDIT"));
    LogDocument travelled = document(travelled(event));
    LogDocument original = document(event);
    for (String field : List.of("error.type", "error.message", "error.id", "error.stack_trace")) {
      assertEquals(original.text(field), travelled.text(field), field);
    }
    assertEquals(original.text("@timestamp"), travelled.text("@timestamp"));
    assertEquals(List.of("AUDIT"), tags(travelled));
  }

  @ParameterizedTest
  @CsvSource({"-1, -1", "-1, 0", "1700000000123, -1", "1700000000123, 0", "1700000000000, 0"})
  void anEventWithMillisecondsOnlyIsWrittenWithThem(long millis, int nanoseconds) {
    LoggingEvent event =
        new LoggingEvent() {
          @Override
          public long getTimeStamp() {
            return millis;
          }

          @Override
          public int getNanoseconds() {
            return nanoseconds;
          }
        };
    event.setMDCPropertyMap(Map.of());
    event.setThreadName("t");
    assertEquals(Instant.ofEpochMilli(millis), Instant.parse(document(event).text("@timestamp")));
  }

  @Test
  void anEventThatNobodyFilledStillGivesADocument() {
    LoggingEvent event = new LoggingEvent();
    event.setLevel(Level.WARN);
    LogDocument document = document(event);
    assertEquals("WARN", document.text("log.level"));
  }

  @Test
  void callerDataIsWrittenOnlyWhenAskedFor() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    List<LoggingEvent> logged = new ArrayList<>();
    ch.qos.logback.core.AppenderBase<ch.qos.logback.classic.spi.ILoggingEvent> appender =
        new ch.qos.logback.core.AppenderBase<>() {
          @Override
          protected void append(ch.qos.logback.classic.spi.ILoggingEvent event) {
            logged.add((LoggingEvent) event);
            document(event);
            assertFalse(event.hasCallerData(), "a stack was walked for nothing");
            LogDocument document =
                LogDocument.parse(Encoding.with("callerData", "true").encode(event));
            assertEquals("LogbackEncoderTest.java", document.text("log.origin.file.name"));
            assertEquals(
                "callerDataIsWrittenOnlyWhenAskedFor", document.text("log.origin.function"));
            assertTrue(document.integer("log.origin.file.line") > 0);
          }
        };
    appender.setContext(context);
    appender.start();
    context.getLogger("a").addAppender(appender);
    context.getLogger("a").info("here");
    assertEquals(1, logged.size());
  }

  @Test
  void missingCallerDataDoesNoHarm() {
    LoggingEvent event = events.of(LogCall.info("m"));
    event.setCallerData(new StackTraceElement[0]);
    LogDocument document = LogDocument.parse(Encoding.with("callerData", "true").encode(event));
    assertTrue(document.namesUnder("log.origin").isEmpty(), document::toString);
  }

  private static Object copy(Object serializable) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(serializable);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  private static LoggingEventVO travelled(LoggingEvent event)
      throws IOException, ClassNotFoundException {
    return (LoggingEventVO) copy(LoggingEventVO.build(event));
  }

  private static LogDocument document(ch.qos.logback.classic.spi.ILoggingEvent event) {
    return LogDocument.parse(Encoding.withDefaults().encode(event));
  }

  private static List<String> tags(LogDocument document) {
    List<String> tags = new ArrayList<>();
    document.field("tags").forEach(tag -> tags.add(tag.textValue()));
    return tags;
  }
}
