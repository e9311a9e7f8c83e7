package io.flightlog.examples.quartz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page shows is what these programs do. */
class PageTest {
  private static final Path PAGE = Path.of("../../docs/schedulers/quartz.md");
  private static final Path SOURCES = Path.of("src/main/java/io/flightlog/examples/quartz");

  private static List<String> examples() throws IOException {
    return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(PAGE))
        .results()
        .map(example -> example.group(1))
        .toList();
  }

  private static String withoutLayout(String code) {
    return code.replaceAll("\\s+", "");
  }

  @Test
  void eachExampleIsCodeOfAProgram() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> sources = Files.list(SOURCES)) {
      for (Path source : sources.toList()) {
        code.append(withoutLayout(Files.readString(source)));
      }
    }
    List<String> examples = examples();
    assertEquals(2, examples.size());
    for (String example : examples) {
      assertTrue(code.indexOf(withoutLayout(example)) >= 0, example);
    }
  }
}
