package io.flightlog.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.FakeElasticsearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A JVM that ends in an orderly way has delivered what it logged, however it is configured. */
class JvmExitTest {
  private static final String ASYNCHRONOUS =
      "-Dlog4j2.contextSelector=org.apache.logging.log4j.core.async.AsyncLoggerContextSelector";

  @TempDir Path folder;

  @Test
  void whatWasLoggedArrivesThroughLog4jsOwnHook() throws IOException {
    assertArrives("return", true, false, true);
  }

  @Test
  void whatWasLoggedToAsynchronousLoggersArrivesAtShutdown() throws IOException {
    assertArrives("shutdown", false, true, true);
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource({
    "return, false",
    "webAppStop, true",
    "exitWhileLogging, false",
  })
  void whatWasLoggedArrivesWhereTheHookIsDisabled(String way, boolean endsInOrder)
      throws IOException {
    assertArrives(way, false, false, endsInOrder);
  }

  private void assertArrives(
      String way, boolean shutdownHook, boolean asynchronous, boolean endsInOrder)
      throws IOException {
    try (FakeElasticsearch server = FakeElasticsearch.started()) {
      List<String> options = new ArrayList<>();
      options.add("-Dlog4j2.configurationFile=" + configuration(server, shutdownHook));
      if (asynchronous) {
        options.add(ASYNCHRONOUS);
      }
      Path jdk = Path.of(System.getProperty("java.home"));
      ChildJvm.Ended ended = ChildJvm.run(jdk, null, options, ExitProgram.class, way);
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

  private Path configuration(FakeElasticsearch server, boolean shutdownHook) throws IOException {
    return Files.writeString(
        folder.resolve("log4j2.xml"),
        """
        <Configuration status="warn" %s>
          <Appenders>
            <Elasticsearch name="ELASTIC" url="%s"><Batch linger="1 min"/></Elasticsearch>
          </Appenders>
          <Loggers><Root level="INFO"><AppenderRef ref="ELASTIC"/></Root></Loggers>
        </Configuration>
        """
            .formatted(shutdownHook ? "" : "shutdownHook=\"disable\"", server.url()));
  }
}
