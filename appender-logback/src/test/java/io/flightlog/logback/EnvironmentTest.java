package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.FakeElasticsearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets from a real environment, in a JVM of its own. */
class EnvironmentTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  /** Logback writes into its status list what it fills in itself. */
  @ParameterizedTest
  @CsvSource({"env:FLIGHTLOG_TEST_KEY, false", "${FLIGHTLOG_TEST_KEY}, true"})
  void theServerGetsTheSecretAndOnlyLogbacksOwnVariablesArePrinted(String words, boolean printed) {
    try (FakeElasticsearch server = FakeElasticsearch.started()) {
      String output = run(server, words, "FLIGHTLOG_TEST_KEY");
      String expected = "ApiKey " + Sentinel.SECRET;
      assertEquals(expected, server.bulkRequests().get(0).header("authorization"));
      assertEquals(printed, !new Sentinel().formsIn(output).isEmpty(), output);
    }
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    try (FakeElasticsearch server = FakeElasticsearch.started()) {
      String output = run(server, "env:FLIGHTLOG_TEST_KEY", "FLIGHTLOG_OTHER");
      assertTrue(
          output.contains("option apiKey: the environment variable FLIGHTLOG_TEST_KEY is not set"),
          output);
      assertEquals(List.of(), server.requests());
    }
  }

  private static String run(FakeElasticsearch server, String words, String variable) {
    try (ChildJvm child =
        ChildJvm.startUnder(
            List.of("env", variable + "=" + Sentinel.SECRET),
            Path.of(System.getProperty("java.home")),
            List.of(),
            EnvironmentProgram.class,
            server.url().toString(),
            words)) {
      assertEquals(0, child.awaitEnd(LONG), child::output);
      return child.output();
    }
  }
}
