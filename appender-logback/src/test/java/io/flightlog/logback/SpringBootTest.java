package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.SequenceOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Logback configures itself at the first line; Spring Boot then stops it, resets it and configures
 * it again. There must be one shipper all the time.
 */
class SpringBootTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Tag("T11")
  @ParameterizedTest
  @ValueSource(strings = {"by convention", "by logging.config"})
  void theSecondConfigurationGoesOnWithThePipelineOfTheFirst(String way) throws IOException {
    try (FakeElasticsearch server = FakeElasticsearch.started()) {
      ChildJvm.Ended ended = run(server, way.equals("by logging.config"));
      assertOneInstanceDeliveredAll(server, ended);
    }
  }

  @Tag("T19")
  @Test
  void anAbsentElasticsearchNeitherStopsTheStartNorCostsEarlyEvents() throws Exception {
    try (FakeElasticsearch server = FakeElasticsearch.absent(true)) {
      Thread comesLate =
          new Thread(
              () -> {
                Eventually.await("started", LONG, () -> Files.exists(folder.resolve("started")));
                server.start();
              });
      comesLate.start();
      ChildJvm.Ended ended = run(server, false);
      comesLate.join();
      assertOneInstanceDeliveredAll(server, ended);
    }
  }

  private ChildJvm.Ended run(FakeElasticsearch server, boolean named) throws IOException {
    Path file = folder.resolve("logback-test.xml"); // before the one of these tests
    Files.writeString(
        file,
        """
        <configuration>
          <appender name="ELASTIC" class="io.flightlog.logback.ElasticsearchAppender">
            <url>%s</url>
            <batch><linger>1 min</linger></batch>
            <retry><initialBackoff>10 ms</initialBackoff><maxBackoff>50 ms</maxBackoff></retry>
          </appender>
          <root level="INFO"><appender-ref ref="ELASTIC"/></root>
        </configuration>
        """
            .formatted(server.url()));
    return ChildJvm.run(
        Path.of(System.getProperty("java.home")),
        folder,
        named ? List.of("-Dlogging.config=" + file.toUri()) : List.of(),
        SpringProgram.class,
        folder.resolve("started").toString());
  }

  private static void assertOneInstanceDeliveredAll(
      FakeElasticsearch server, ChildJvm.Ended ended) {
    assertEquals(0, ended.status(), ended::output);
    assertTrue(ended.output().contains("pipelines: 1, errors: 0"), ended::output);
    assertTrue(ended.output().contains("flush: DELIVERED"), ended::output);
    List<SequenceOracle.Report> reports = server.sequences().reports();
    assertEquals(1, reports.size(), reports::toString);
    assertTrue(reports.get(0).complete(), reports::toString);
    assertEquals(SpringProgram.EARLY, documents(server, "\"message\":\"early "));
    assertEquals(1, documents(server, "\"message\":\"started\""));
    assertEquals(1, documents(server, "recorder-stopped"), "Boot's hook ends it properly");
  }

  private static long documents(FakeElasticsearch server, String text) {
    return server.documents().stream().filter(d -> d.text().contains(text)).count();
  }
}
