package io.flightlog.examples.plainjava;

import io.flightlog.testkit.PageExamples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages show is what these programs do. */
class PagesTest {
  private static final Path PAGES = Path.of("../../docs/schedulers");
  private static final Path SOURCES = Path.of("src/main/java/io/flightlog/examples/plainjava");

  @ParameterizedTest
  @CsvSource({"executor.md, Housekeeping.java", "short-lived.md, NightlyExport.java"})
  void eachExampleIsCodeOfAProgram(String page, String program) throws IOException {
    PageExamples.assertAreCodeOf(PAGES.resolve(page), SOURCES.resolve(program));
  }
}
