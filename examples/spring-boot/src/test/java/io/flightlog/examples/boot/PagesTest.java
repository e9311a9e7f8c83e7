package io.flightlog.examples.boot;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages show is in this application, or in a test of the adapter. */
class PagesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile("```(?:java|xml)\n(.*?)```", Pattern.DOTALL);
  private static final Path APPLICATION = Path.of("src/main/java/io/flightlog/examples/boot");
  private static final Path TESTS =
      Path.of("../../appender-tasks/src/test/java/io/flightlog/task/spring");
  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/main/resources/logback-spring.xml"),
          APPLICATION.resolve("BillingApplication.java"),
          APPLICATION.resolve("MonthEnd.java"),
          TESTS.resolve("AsyncContextTest.java"),
          TESTS.resolve("RecordingSchedulerTest.java"));

  private static String plain(String code) {
    return code.replaceAll("\\s+", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spring.md", "spring-batch.md"})
  void eachExampleIsCode(String page) throws IOException {
    StringBuilder code = new StringBuilder();
    for (Path source : SOURCES) {
      code.append(plain(Files.readString(source)));
    }
    String text = Files.readString(Path.of("../../docs/schedulers").resolve(page));
    Matcher example = EXAMPLE.matcher(text);
    assertTrue(example.find());
    do {
      assertTrue(code.toString().contains(plain(example.group(1))), example.group(1));
    } while (example.find());
  }
}
