package io.flightlog.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.Flightlog;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.Load;
import io.flightlog.testkit.LogDocument;
import io.flightlog.testkit.OwnResources;
import io.flightlog.testkit.SequenceOracle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilder;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A configuration that is read again while the application logs. */
class ReconfigurationTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final FakeElasticsearch server = FakeElasticsearch.started();
  private final Log4jContext log4j = Log4jContext.create();

  @TempDir Path folder;

  /** What an earlier test left would be counted here. */
  @BeforeEach
  void beginAlone() {
    OwnResources.awaitNoThread();
    Witness.SEEN.clear();
  }

  @AfterEach
  void stop() {
    log4j.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Root", "AsyncRoot"})
  void twentyReconfigurationsUnderLoadLoseAndDoubleNothingAndLeaveNothing(String root) {
    log4j.configureWhole(configuration(root, "", ""));
    long descriptors = OwnResources.descriptors();
    String instance = log4j.appender().stats().instanceId();
    try (Load load = log4j.load()) {
      for (int i = 0; i < 20; i++) {
        load.awaitMore(50, LONG);
        log4j.configureWhole(configuration(root, "", ""));
        assertEquals(instance, log4j.appender().stats().instanceId());
        assertEquals(1, Flightlog.pipelines().size());
      }
    }
    log4j.close();
    assertEquals(List.of(), Flightlog.pipelines());
    OwnResources.awaitNoThread();
    assertEverythingArrivedOnce(1);
    assertEquals(List.of(), log4j.errors());
    server.close();
    OwnResources.awaitDescriptors(descriptors);
  }

  @Test
  void otherOptionsAreAnotherInstanceAndTheOldOneDeliversItsRest() {
    log4j.configureWhole(configuration("Root", "", ""));
    PipelineStats old;
    try (Load load = log4j.load()) {
      load.awaitMore(50, LONG);
      ElasticsearchAppender before = log4j.appender();
      log4j.configureWhole(configuration("Root", "", "maxFields='63'"));
      load.awaitMore(50, LONG);
      old = before.stats();
    }
    assertEquals(1, Flightlog.pipelines().size());
    assertEquals(0, old.lostTotal());
    assertEquals(0, old.droppedTotal());
    log4j.close();
    assertEverythingArrivedOnce(2);
  }

  @Test
  void aTouchedFileGoesOnWithTheSamePipeline() throws IOException {
    Path file = folder.resolve("log4j2.xml");
    Files.writeString(file, configuration("Root", "monitorInterval='1'", ""));
    log4j.context().setConfigLocation(URI.create(file.toUri().toString()));
    log4j.context().start();
    final ElasticsearchAppender before = log4j.appender();
    try (Load load = log4j.load()) {
      load.awaitMore(50, LONG);
      Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 5000));
      Eventually.await("the file is read again", LONG, () -> log4j.appender() != before);
      load.awaitMore(50, LONG);
    }
    assertEquals(before.stats().instanceId(), log4j.appender().stats().instanceId());
    log4j.close();
    assertEverythingArrivedOnce(1);
  }

  /** In the JVM's own context, which is the one that {@code Configurator} means. */
  @Test
  void theConfiguratorsReconfigurationsGoOnWithTheSamePipeline() throws IOException {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    try {
      Path file = Files.writeString(folder.resolve("log4j2.xml"), configuration("Root", "", ""));
      Configurator.reconfigure(file.toUri());
      Log4jContext own = Log4jContext.in(context);
      String instance = own.appender().stats().instanceId();
      try (Load load = own.load()) {
        for (int i = 0; i < 5; i++) {
          load.awaitMore(50, LONG);
          Configurator.reconfigure();
          assertEquals(instance, own.appender().stats().instanceId());
          load.awaitMore(50, LONG);
          Configurator.reconfigure(byCode());
          assertEquals(instance, own.appender().stats().instanceId());
        }
      }
      assertEquals(List.of(), own.errors());
    } finally {
      context.setConfigLocation(null);
    }
    OwnResources.awaitNoThread();
    assertEverythingArrivedOnce(1);
  }

  /** What the file says. */
  private Configuration byCode() {
    ConfigurationBuilder<BuiltConfiguration> builder =
        ConfigurationBuilderFactory.newConfigurationBuilder();
    return builder
        .setStatusLevel(Level.OFF)
        .setShutdownHook("disable")
        .add(
            builder
                .newAppender("ELASTIC", "Elasticsearch")
                .addAttribute("url", server.url().toString())
                .addAttribute("setup", "off")
                .addComponent(builder.newComponent("Batch").addAttribute("linger", "20 ms")))
        .add(builder.newAppender("WITNESS", "Witness"))
        .add(
            builder
                .newRootLogger(Level.INFO)
                .add(builder.newAppenderRef("ELASTIC"))
                .add(builder.newAppenderRef("WITNESS")))
        .build(false);
  }

  private String configuration(String root, String attributes, String options) {
    return """
    <Configuration status='off' shutdownHook='disable' %s>
      <Appenders>
        <Elasticsearch name='ELASTIC' url='%s' setup='off' %s>
          <Batch linger='20 ms'/>
        </Elasticsearch>
        <Witness name='WITNESS'/>
      </Appenders>
      <Loggers>
        <%s level='INFO'><AppenderRef ref='ELASTIC'/><AppenderRef ref='WITNESS'/></%s>
      </Loggers>
    </Configuration>
    """
        .formatted(attributes, server.url(), options, root, root);
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
    assertEquals(Witness.SEEN, arrived());
    assertTrue(Witness.SEEN.size() > 50, () -> "only " + Witness.SEEN.size());
  }
}
