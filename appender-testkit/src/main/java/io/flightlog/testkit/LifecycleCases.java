package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting, refusing to start, stopping, and what callers do in between. */
public interface LifecycleCases extends HostedLogging {

  @ParameterizedTest
  @CsvSource({
    "queue.slots, 1000",
    "queue.slots, many",
    "queue.maxWait, -1 s",
    "queue.maxWait, soon",
    "queue.whenFull, explode",
    "batch.maxBytes, banana",
    "batch.linger, 0",
    "maxInFlight, 0",
    "url, ftp://localhost:9200",
    "dataset, Upper-Case",
    "compression, zip",
    "shutdownTimeout, -5 s"
  })
  default void aWrongValueNamesTheOptionAndTheValue(String option, String value) {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      Map<String, String> options = options(fake);
      options.put(option, value);
      host.start(options);
      assertFalse(host.running(), () -> "started with " + option + "=" + value);
      String problems = String.join("\n", host.problems());
      assertTrue(problems.contains(option) && problems.contains(value), problems);
      host.log(LogCall.info("to nobody"));
      assertEquals(0, fake.documentCount());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"urll", "queue.sloths", "batch", "flux.capacitor"})
  default void anUnknownOptionIsAnErrorThatNamesIt(String option) {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      Map<String, String> options = options(fake);
      options.put(option, "1");
      host.start(options);
      // frameworks meet the outer element of an unknown nested option first
      String name = option.split("\\.", 2)[0];
      assertTrue(String.join("\n", host.problems()).contains(name), () -> "" + host.problems());
      host.log(LogCall.info("does no harm"));
    }
  }

  @Test
  @Timeout(300)
  default void startingAndStoppingTwentyTimesLeavesNoThread() {
    try (FakeElasticsearch fake = FakeElasticsearch.started()) {
      for (int i = 0; i < 20; i++) {
        try (LoggingHost host = newHost()) {
          host.start(options(fake));
          host.log(LogCall.info("round {}", i));
        }
      }
      assertEquals(20, fake.sequences().instances().size());
      for (SequenceOracle.Report report : fake.sequences().reports()) {
        assertTrue(report.complete() && report.events() == 3, report::toString);
      }
      Eventually.await(
          () -> "no thread of ours is left: " + ourThreads(),
          PATIENCE,
          () -> ourThreads().isEmpty());
      Eventually.await(
          () -> fake.openConnections() + " connections are left",
          PATIENCE,
          () -> fake.openConnections() == 0);
    }
  }

  @Test
  default void loggingAfterTheStopDoesNoHarm() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      host.stop();
      long before = fake.documentCount();
      host.log(LogCall.info("too late"));
      assertCountersClose(host.statistics());
      assertEquals(before, fake.documentCount());
    }
  }

  @Tag("T13")
  @Test
  default void aThrowingArgumentCostsItsCallerNothing() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      Object bad = new HostileCases.ThrowingText(NoClassDefFoundError.class);
      host.log(LogCall.info("bad {}", bad).keyValue("bad", bad));
      host.log(LogCall.info("good"));
      host.stop();
      List<String> messages = messages(fake);
      assertTrue(messages.contains("good"), messages::toString);
      assertAllDelivered(host, fake, 2);
    }
  }

  @Test
  @Timeout(300)
  default void anArgumentThatLogsGivesBothEvents() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      Object logging =
          new HostileCases.ComputedText(
              () -> {
                host.log(LogCall.info("inner"));
                return "logged";
              });
      host.log(LogCall.info("outer {}", logging));
      host.stop();
      List<String> messages = messages(fake);
      assertTrue(
          messages.contains("inner") && messages.contains("outer logged"), messages::toString);
      assertAllDelivered(host, fake, 2);
    }
  }

  @Tag("T16")
  @Test
  @Timeout(300)
  default void anInterruptedCallerGetsThroughAndStaysInterrupted() {
    try (FakeElasticsearch fake = FakeElasticsearch.started();
        LoggingHost host = newHost()) {
      host.start(options(fake));
      Thread.currentThread().interrupt();
      host.log(LogCall.info("interrupted"));
      assertTrue(Thread.interrupted(), "the interrupt was swallowed");
      host.stop();
      assertTrue(messages(fake).contains("interrupted"));
    }
  }

  private List<String> messages(FakeElasticsearch fake) {
    return events(fake).stream().map(event -> event.text("message")).toList();
  }

  private static List<String> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("flightlog-"))
        .collect(Collectors.toList());
  }
}
