package io.flightlog.examples.jobrunr;

import io.flightlog.testkit.PageExamples;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the page shows is what these programs do. */
class PageTest {
  private static final Path SOURCES = Path.of("src/main/java/io/flightlog/examples/jobrunr");

  @Test
  void eachExampleIsCodeOfAProgram() throws IOException {
    PageExamples.assertAreCodeOf(
        Path.of("../../docs/schedulers/jobrunr.md"),
        SOURCES.resolve("FrontDesk.java"),
        SOURCES.resolve("MailRoom.java"));
  }
}
