package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.FakeElasticsearch;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JVM that ends in an orderly way has delivered what it logged, however it is configured. */
class JvmExitTest {

  @ParameterizedTest
  @CsvSource({
    "return, false",
    "exitWhileLogging, false",
    "shutdownHook, true",
    "otherHook, true",
    "exitWhileLogging with shutdownHook, true",
    "reset, true",
  })
  void whatWasLoggedArrives(String way, boolean endsInOrder) {
    try (FakeElasticsearch server = FakeElasticsearch.started()) {
      ChildJvm.Ended ended =
          ChildJvm.run(
              Path.of(System.getProperty("java.home")),
              ExitProgram.class,
              server.url().toString(),
              way);
      assertEquals(0, ended.status(), ended::output);
      long events =
          server.documents().stream()
              .filter(document -> document.text().contains("\"message\":\"event "))
              .count();
      assertEquals(ExitProgram.EVENTS, events, ended::output);
      assertEquals(
          endsInOrder,
          server.documents().stream().anyMatch(d -> d.text().contains("recorder-stopped")));
    }
  }
}
