package io.flightlog.examples.plainjava;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages show is what these programs do. */
class PagesTest {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Path SOURCES = Path.of("src/main/java/io/flightlog/examples/plainjava");

  private static String withoutLayout(String code) {
    return code.replaceAll("\\s+", "");
  }

  @ParameterizedTest
  @CsvSource({"executor.md, Housekeeping.java", "short-lived.md, NightlyExport.java"})
  void eachExampleIsCodeOfAProgram(String page, String program) throws IOException {
    String code = withoutLayout(Files.readString(SOURCES.resolve(program)));
    Matcher example =
        EXAMPLE.matcher(Files.readString(Path.of("../../docs/schedulers").resolve(page)));
    assertTrue(example.find());
    do {
      for (String part : example.group(1).split("…", -1)) {
        assertTrue(code.contains(withoutLayout(part)), part);
      }
    } while (example.find());
  }
}
