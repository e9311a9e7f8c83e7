package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.Flightlog;
import io.flightlog.FlushResult;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.Load;
import io.flightlog.testkit.LogDocument;
import io.flightlog.testkit.OwnResources;
import io.flightlog.testkit.SequenceOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration that is read again while the application logs. */
class ReloadTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final FakeElasticsearch server = FakeElasticsearch.started();
  private final LogbackContext logback = LogbackContext.create();

  @TempDir Path folder;

  /** What an earlier test left lingering would be counted here. */
  @BeforeEach
  void beginAlone() {
    OwnResources.awaitNoThread();
    Witness.SEEN.clear();
  }

  @AfterEach
  void stop() {
    logback.close();
    server.close();
  }

  @Test
  void aTouchedFileWithTheSameOptionsGoesOnWithTheSamePipeline() throws IOException {
    Path file = folder.resolve("logback.xml");
    Files.writeString(file, configuration("scan='true' scanPeriod='20 milliseconds'", ""));
    logback.configureFrom(file);
    ElasticsearchAppender before = logback.appender();
    try (Load load = logback.load()) {
      load.awaitMore(50, LONG);
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 5000));
      awaitAnotherThan(before);
      load.awaitMore(50, LONG);
    }
    assertEquals(before.stats().instanceId(), logback.appender().stats().instanceId());
    logback.close();
    assertEverythingArrivedOnce(1);
  }

  @Test
  void aFileWithOtherOptionsIsAnotherInstanceAndTheOldOneDeliversItsRest() throws IOException {
    Path file = folder.resolve("logback.xml");
    Files.writeString(file, configuration("scan='true' scanPeriod='20 milliseconds'", ""));
    logback.configureFrom(file);
    ElasticsearchAppender before = logback.appender();
    try (Load load = logback.load()) {
      load.awaitMore(50, LONG);
      replace(
          file,
          configuration("scan='true' scanPeriod='20 milliseconds'", "<maxFields>63</maxFields>"));
      awaitAnotherThan(before);
      load.awaitMore(50, LONG);
    }
    Eventually.await("the old one is closed", LONG, () -> Flightlog.pipelines().size() == 1);
    assertEquals(0, before.stats().lostTotal());
    logback.close();
    assertEverythingArrivedOnce(2);
  }

  @Tag("T11")
  @Test
  void twentyReloadsUnderLoadLoseAndDoubleNothingAndLeaveNothing() {
    logback.configureWhole(configuration("", ""));
    long descriptors = OwnResources.descriptors();
    String instance = logback.appender().stats().instanceId();
    try (Load load = logback.load()) {
      for (int i = 0; i < 20; i++) {
        load.awaitMore(50, LONG);
        logback.configureWhole(configuration("", ""));
        assertEquals(instance, logback.appender().stats().instanceId());
      }
    }
    assertEquals(1, Flightlog.pipelines().size());
    logback.close();
    OwnResources.awaitNoThread();
    assertEverythingArrivedOnce(1);
    server.close();
    OwnResources.awaitDescriptors(descriptors);
  }

  @Test
  void afterAResetWithoutAnotherConfigurationEverythingArrivesAndNothingIsLeft() {
    logback.configureWhole(configuration("", ""));
    logback.logger("app").info("the last line");
    logback.context().reset();
    assertEquals(1, Flightlog.pipelines().size(), "it lingers");
    OwnResources.awaitNoThread();
    assertEquals(List.of(), Flightlog.pipelines());
    assertEverythingArrivedOnce(1);
  }

  @Test
  void aReloadBehindAnAsyncAppenderIsAReloadToo() {
    String xml =
        configuration("", "")
            .replace("<appender-ref ref='ELASTIC'/>", "<appender-ref ref='ASYNC'/>")
            .replace(
                "<root",
                "<appender name='ASYNC' class='ch.qos.logback.classic.AsyncAppender'>"
                    + "<appender-ref ref='ELASTIC'/></appender><root");
    logback.configureWhole(xml);
    logback.logger("app").info("before");
    logback.configureWhole(xml);
    logback.logger("app").info("after");
    logback.context().reset();
    assertEquals(FlushResult.Outcome.DELIVERED, Flightlog.flush(LONG).outcome());
    assertEquals(Set.of("before", "after"), arrived());
    assertEquals(1, server.sequences().instances().size());
  }

  @Test
  void theEndOfTheContextClosesAtOnce() {
    logback.configureWhole(configuration("", ""));
    logback.logger("app").info("the last line");
    PipelineStats stats = logback.appender().stats();
    logback.close();
    assertEquals(List.of(), Flightlog.pipelines());
    server.sequences().assertComplete(stats.instanceId(), 3);
  }

  private String configuration(String attributes, String options) {
    return """
        <configuration %s>
          <appender name='ELASTIC' class='io.flightlog.logback.ElasticsearchAppender'>
            <url>%s</url><setup>off</setup><batch><linger>20 ms</linger></batch>%s
          </appender>
          <appender name='WITNESS' class='io.flightlog.logback.Witness'/>
          <root level='INFO'><appender-ref ref='ELASTIC'/><appender-ref ref='WITNESS'/></root>
        </configuration>
        """
        .formatted(attributes, server.url(), options);
  }

  /** At once, and with its new time: Logback sees one change, and no half of a file. */
  private static void replace(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling("fresh.xml");
    Files.writeString(fresh, text);
    Files.setLastModifiedTime(fresh, FileTime.fromMillis(System.currentTimeMillis() + 5000));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private void awaitAnotherThan(ElasticsearchAppender before) {
    Eventually.await(
        "the file is read again",
        LONG,
        () -> {
          ElasticsearchAppender now = logback.appender();
          return now != null && now != before && now.isStarted();
        });
  }

  private Set<String> arrived() {
    Set<String> messages = new HashSet<>();
    server.documents().stream()
        .map(document -> LogDocument.parse(document.source()))
        .filter(document -> !document.text("log.logger").equals("io.flightlog"))
        .forEach(document -> assertTrue(messages.add(document.text("message")), "twice"));
    return messages;
  }

  private void assertEverythingArrivedOnce(int instances) {
    List<SequenceOracle.Report> reports = server.sequences().reports();
    assertEquals(instances, reports.size(), reports::toString);
    reports.forEach(report -> assertTrue(report.complete(), report::toString));
    Set<String> missing = new HashSet<>(Witness.SEEN);
    missing.removeAll(arrived());
    assertEquals(Set.of(), missing);
  }
}
