package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.fake.RecordedRequest;
import io.flightlog.testkit.fake.StoredDocument;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything logged arrives once, in order, as documents that say where they come from. */
public interface DeliveryCases extends HostedLogging {

  @Test
  default void everythingArrivesOnceAndTheCountersClose() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      logFromThreads(host, 4, 500);
      assertTrue(host.flush(PATIENCE), "flush did not settle");
      assertTrue(fake.documentCount() >= 2000, () -> "after flush only " + fake.documentCount());
      host.stop();
      assertAllDelivered(host, fake, 2000);
      assertEquals(List.of(), host.problems());
    }
  }

  @Tag("T18")
  @Test
  default void theSequenceKeepsTheOrderOfEachCaller() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      logFromThreads(host, 4, 500);
      host.stop();
      Map<String, Integer> previous = new HashMap<>();
      for (LogDocument event : events(fake)) {
        String message = event.text("message");
        int hash = message.indexOf('#');
        if (message.startsWith("caller-") && hash > 0) {
          int number = Integer.parseInt(message.substring(hash + 1));
          Integer before = previous.put(message.substring(0, hash), number);
          assertEquals(before == null ? 0 : before + 1, number, message);
        }
      }
      assertEquals(4, previous.size());
    }
  }

  @Test
  default void recorderStartedIsTheFirstEventAndRecorderStoppedTheLast() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      host.log(LogCall.info("between"));
      host.stop();
      List<LogDocument> events = events(fake);
      assertEquals(3, events.size(), events::toString);
      assertEquals("recorder-started", events.get(0).text("event.action"));
      assertEquals(0, events.get(0).integer("event.sequence"));
      assertEquals("between", events.get(1).text("message"));
      assertEquals("recorder-stopped", events.get(2).text("event.action"));
      assertEquals(2, events.get(2).integer("event.sequence"));
    }
  }

  @Test
  default void everyDocumentSaysWhereItComesFrom() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      Map<String, String> options = options(fake);
      options.put("service.name", "billing");
      options.put("dataset", "contract");
      host.start(options);
      host.log(LogCall.info("m"));
      host.stop();
      for (LogDocument event : events(fake)) {
        assertEquals("flightlog", event.text("agent.type"));
        assertFalse(event.text("agent.version").isBlank());
        assertEquals(onlyInstance(fake), event.text("agent.ephemeral_id"));
        assertEquals("billing", event.text("service.name"));
        assertFalse(event.text("host.name").isBlank());
        assertEquals(ProcessHandle.current().pid(), event.integer("process.pid"));
        assertEquals("contract", event.text("data_stream.dataset"));
        assertEquals("default", event.text("data_stream.namespace"));
        assertEquals("logs", event.text("data_stream.type"));
        assertEquals("contract", event.text("event.dataset"));
        assertTrue(event.has("@timestamp"), event::toString);
      }
      for (StoredDocument document : fake.documents()) {
        assertEquals("logs-contract-default", document.index());
      }
    }
  }

  @Test
  default void idsAreInstanceAndSequenceAndSortAsEventsDo() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      logFromThreads(host, 1, 300);
      host.stop();
      String instance = onlyInstance(fake);
      assertTrue(instance.matches("[0-9a-vA-V]{16}"), instance);
      SortedMap<String, Long> sequences = new TreeMap<>();
      for (StoredDocument document : fake.documents()) {
        LogDocument event = LogDocument.parse(document.source());
        if (event.has("event.sequence")) {
          assertEquals(24, document.id().length(), document.id());
          sequences.put(document.id(), event.integer("event.sequence"));
        }
      }
      assertEquals(LongStream.range(0, 302).boxed().toList(), List.copyOf(sequences.values()));
    }
  }

  @Test
  default void requestsAreWhatEveryServerTakes() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      logFromThreads(host, 1, 100);
      host.stop();
      for (RecordedRequest request : fake.bulkRequests()) {
        assertEquals("POST", request.method());
        assertEquals("application/x-ndjson", request.header("content-type"));
        assertEquals("gzip", request.header("content-encoding"));
        assertTrue(request.query().contains("filter_path="), request::toString);
        for (int i = 0; i < request.lines().size(); i += 2) {
          assertTrue(request.lines().get(i).startsWith("{\"create\":{"), request::text);
        }
      }
    }
  }

  @Test
  default void namesOfConstantsCannotBeTakenByEvents() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      Map<String, String> options = options(fake);
      options.put("service.name", "billing");
      host.start(options);
      LogCall call = LogCall.info("m");
      for (String name :
          List.of(
              "service.name", "event.sequence", "agent.ephemeral_id", "host.name", "process.pid")) {
        call.keyValue(name, "forged").keyValue(name, 666);
      }
      host.log(call.mdc(Map.of("service.name", "forged", "event.dataset", "forged")));
      host.stop();
      for (LogDocument event : events(fake)) {
        assertEquals("billing", event.text("service.name"));
        assertEquals(onlyInstance(fake), event.text("agent.ephemeral_id"));
      }
    }
  }

  static Stream<Arguments> faultsOfOneRequest() {
    return Stream.of(
        Arguments.of("503", FakeAnswer.unavailable()),
        Arguments.of("502 of a proxy", FakeAnswer.badGateway()),
        Arguments.of("429", FakeAnswer.overloaded()),
        Arguments.of("200 with HTML", FakeAnswer.html()),
        Arguments.of("closed without an answer", FakeAnswer.close()),
        Arguments.of("closed, but executed", FakeAnswer.close().executed()),
        Arguments.of("reset", FakeAnswer.reset()),
        Arguments.of("reset, but executed", FakeAnswer.reset().executed()),
        Arguments.of("answer cut in its head", FakeAnswer.normal().cutAfter(20)),
        Arguments.of("answer cut in its body", FakeAnswer.normal().cutAfter(140)),
        Arguments.of("every item 429", FakeAnswer.items(429)),
        Arguments.of("some items 503", FakeAnswer.items(201, 503, 201, 503, 503, 201)),
        Arguments.of("silence", FakeAnswer.hang()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.flightlog.testkit.DeliveryCases#faultsOfOneRequest")
  @Timeout(300)
  default void afterAFaultEverythingIsThereOnce(String name, FakeAnswer fault) {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      Map<String, String> options = options(fake);
      options.put("requestTimeout", Duration.ofSeconds(1).toMillis() + " ms");
      fake.nextBulk(fault, FakeAnswer.normal(), fault);
      host.start(options);
      logFromThreads(host, 2, 50);
      fake.awaitDocuments(100, PATIENCE);
      logFromThreads(host, 2, 50);
      assertTrue(host.flush(PATIENCE), () -> "flush did not settle after " + name);
      host.stop();
      assertAllDelivered(host, fake, 200);
    }
  }
}
