package io.flightlog.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.OptionValues;
import io.flightlog.testkit.PageExamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.core.config.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/log4j2.md} shows can be pasted. */
class ExampleInDocsTest {
  private static final Path PAGE = Path.of("..", "docs", "log4j2.md");
  private static final Pattern WHOLE = Pattern.compile("(?s)```xml\n(<Configuration>.*?)```");
  private static final Pattern APPENDER = Pattern.compile("(?s)```xml\n(<Elasticsearch.*?)```");

  @TempDir Path folder;

  @Test
  void theSmallestConfigurationStarts() throws IOException {
    try (Log4jContext log4j = Log4jContext.create().configureWhole(example(WHOLE))) {
      assertStarted(log4j);
    }
  }

  @Test
  void theExampleStarts() throws IOException {
    try (Log4jContext log4j = Log4jContext.create().configureAlone(example(APPENDER))) {
      assertStarted(log4j);
      assertEquals("billing", log4j.appender().config().destination().dataset());
    }
  }

  @Test
  void whatItShowsInJavaIsCode() throws IOException {
    PageExamples.assertAreCodeOf(
        PAGE, Path.of("src/test/java/io/flightlog/log4j2/ExampleInDocsTest.java"));
  }

  static void byCode(Configuration configuration) {
    OptionValues options =
        new OptionValues().set("url", "https://es-1:9200").set("batch.linger", "1 s");
    ElasticsearchAppender appender = ElasticsearchAppender.of("ELASTIC", null, options);
    appender.start();
    configuration.addAppender(appender);
    configuration.getRootLogger().addAppender(appender, null, null);
  }

  private static void assertStarted(Log4jContext log4j) {
    assertEquals(List.of(), log4j.errors());
    assertTrue(log4j.appender().isStarted());
  }

  /** To a place where nobody answers, and that leaves nothing behind. */
  private String example(Pattern pattern) throws IOException {
    Matcher example = pattern.matcher(Files.readString(PAGE));
    assertTrue(example.find(), "no example in the page");
    return example
        .group(1)
        .replace("env:ELASTIC_API_KEY", "c2VjcmV0")
        .replaceAll("https://es-(\\d):9200", "https://127.0.0.1:$1")
        .replace("<Tls caFile=\"/etc/elastic/ca.pem\"/>", "")
        .replace("/var/spool/billing", folder.toString())
        .replace("name=\"ELASTIC\"", "name=\"ELASTIC\" shutdownTimeout=\"0\"");
  }
}
