package io.flightlog.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.LogCall;
import io.flightlog.testkit.LogDocument;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager.Log4jMarker;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectArrayMessage;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.StringFormattedMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;
import org.apache.logging.log4j.spi.MutableThreadContextStack;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.Test;

/** What is particular to Log4j2's events and messages. */
class Log4jEncoderTest {

  @Test
  void theEntriesOfAMapAreKeyValuesAndItsTextIsItsEntryMessage() {
    LogDocument document =
        document(
            new StringMapMessage()
                .with("message", "wrote a file")
                .with("event.action", "export")
                .with("event.duration", "1500")
                .with("shop", "b12")
                .with("rows", 42));
    assertEquals("wrote a file", document.text("message"));
    assertEquals("export", document.text("event.action"));
    assertEquals(1500, document.integer("event.duration"));
    assertEquals("b12", document.text("labels.shop"));
    assertFalse(document.has("labels.message"), document::toString);
  }

  @Test
  void aMapWithoutATextIsWrittenAsLog4jPrintsIt() {
    LogDocument document = document(new StringMapMessage().with("a", "1").with("b", "2"));
    assertEquals("a=\"1\" b=\"2\"", document.text("message"));
    assertEquals("2", document.text("labels.b"));
  }

  @Test
  void structuredDataKeepsItsTextItsIdAndItsType() {
    StructuredDataMessage message = new StructuredDataMessage("export@32473", "wrote", "audit");
    message.put("file", "a.csv");
    message.put("message", "an entry like any other");
    LogDocument document = document(message);
    assertEquals("wrote", document.text("message"));
    assertEquals("a.csv", document.text("labels.file"));
    assertEquals("an entry like any other", document.text("labels.message"));
    assertEquals("export@32473", document.text("labels.structured_data_id"));
    assertEquals("audit", document.text("labels.structured_data_type"));
  }

  @Test
  void anyOtherMessageIsWrittenByItsText() {
    assertEquals("[1, 2]", document(new ObjectMessage(List.of(1, 2))).text("message"));
    assertEquals("[1, 2]", document(new ObjectArrayMessage(1, 2)).text("message"));
    assertEquals("007", document(new StringFormattedMessage("%03d", 7)).text("message"));
    assertEquals("null", document((Message) null).text("message"));
  }

  @Test
  void aMessageThatThrowsCostsItsOwnTextOnly() {
    Object bad =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    StringMap context = new SortedArrayStringMap();
    context.putValue("user.id", "anna");
    LogDocument document =
        document(event().setMessage(new ObjectMessage(bad)).setContextData(context).build());
    assertEquals("[format failed: java.lang.IllegalStateException]", document.text("message"));
    assertEquals("anna", document.text("user.id"));
  }

  @Test
  void markersBringTheirParentsOnceEach() {
    Marker money = new Log4jMarker("MONEY");
    Marker billing = new Log4jMarker("BILLING").addParents(money);
    Marker audit = new Log4jMarker("AUDIT").addParents(billing, money);
    assertEquals(List.of("AUDIT", "BILLING", "MONEY"), tags(document(event().setMarker(audit))));
  }

  @Test
  void markersThatAreEachOthersParentsEnd() {
    Marker a = new Log4jMarker("A");
    Marker b = new Log4jMarker("B");
    a.addParents(b);
    b.addParents(a);
    assertEquals(List.of("A", "B"), tags(document(event().setMarker(a))));
  }

  @Test
  void theStackOfTheThreadContextBecomesTags() {
    MutableThreadContextStack stack = new MutableThreadContextStack(List.of("batch", "step-2"));
    LogDocument document =
        document(event().setMarker(new Log4jMarker("AUDIT")).setContextStack(stack));
    assertEquals(List.of("AUDIT", "batch", "step-2"), tags(document));
  }

  /** SLF4J's key-values come so: its binding to Log4j2 puts them into the context, as texts. */
  @Test
  void namesOfKeyValuesAreTypedInTheContextToo() {
    StringMap context = new SortedArrayStringMap();
    context.putValue("event.action", "task-run");
    context.putValue("event.duration", "1500");
    context.putValue("event.start", "yesterday");
    context.putValue("http.response.status_code", 404);
    context.putValue("rows", 42);
    LogDocument document = document(event().setContextData(context));
    assertEquals("task-run", document.text("event.action"));
    assertEquals(1500, document.integer("event.duration"));
    assertEquals("yesterday", document.text("labels.event_start"));
    assertEquals(404, document.integer("http.response.status_code"));
    assertEquals(42, document.field("numeric_labels.rows").intValue());
  }

  @Test
  void whatMdcExcludesIsLeftOutWhateverItsNameAndType() {
    StringMap context = new SortedArrayStringMap();
    context.putValue("event.action", "task-run");
    context.putValue("rows", 42);
    context.putValue("shop", "b12");
    LogEvent event = event().setContextData(context).build();
    byte[] json = Encoding.with("mdc.exclude", "event.action, rows").encode(event);
    LogDocument document = LogDocument.parse(json);
    assertEquals(List.of("labels.shop"), List.copyOf(document.namesUnder("labels.")));
    assertFalse(document.has("event.action") || document.has("numeric_labels.rows"));
  }

  @Test
  void anEventThatTravelledKeepsItsError() throws Exception {
    IllegalStateException failure = new IllegalStateException("no paper", new IOException("jam"));
    failure.addSuppressed(new IOException("while closing"));
    Log4jLogEvent event = Events.of(LogCall.error("failed", failure).marker("AUDIT"));
    LogDocument travelled = document(copy(event));
    LogDocument original = document(event);
    for (String field : List.of("error.type", "error.message", "error.id", "error.stack_trace")) {
      assertEquals(original.text(field), travelled.text(field), field);
    }
    assertEquals(original.text("@timestamp"), travelled.text("@timestamp"));
    assertEquals(List.of("AUDIT"), tags(travelled));
  }

  @Test
  void theRootLoggerIsCalledAsLogbackCallsIt() {
    assertEquals("ROOT", document(event().setLoggerName("")).text("log.logger"));
  }

  @Test
  void aLevelOfAnApplicationsOwnKeepsItsName() {
    Level notice = Level.forName("NOTICE", 350);
    assertEquals("NOTICE", document(event().setLevel(notice)).text("log.level"));
  }

  @Test
  void callerDataIsWrittenOnlyWhenAskedFor() {
    StackTraceElement caller = new StackTraceElement("app.Main", "main", "Main.java", 17);
    LogEvent event = event().setSource(caller).build();
    LogDocument document = LogDocument.parse(Encoding.with("callerData", "true").encode(event));
    assertEquals("Main.java", document.text("log.origin.file.name"));
    assertEquals("main", document.text("log.origin.function"));
    assertEquals(17, document.integer("log.origin.file.line"));
    assertTrue(document(event).namesUnder("log.origin").isEmpty());
  }

  @Test
  void anEventThatNobodyFilledStillGivesADocument() {
    LogDocument document = document(new Log4jLogEvent());
    assertEquals("null", document.text("message"));
  }

  private static Log4jLogEvent.Builder event() {
    return Events.of(LogCall.info("m").mdc(Map.of())).asBuilder();
  }

  private static LogDocument document(Message message) {
    return document(event().setMessage(message));
  }

  private static LogDocument document(Log4jLogEvent.Builder event) {
    return document(event.build());
  }

  private static LogDocument document(LogEvent event) {
    return LogDocument.parse(Encoding.withDefaults().encode(event));
  }

  private static LogEvent copy(Log4jLogEvent event) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(event);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (LogEvent) in.readObject();
    }
  }

  private static List<String> tags(LogDocument document) {
    List<String> tags = new ArrayList<>();
    document.field("tags").forEach(tag -> tags.add(tag.textValue()));
    return tags;
  }
}
