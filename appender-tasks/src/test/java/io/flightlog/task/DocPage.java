package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation, whose examples have to be code that compiles. */
public final class DocPage {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  private DocPage() {}

  /**
   * Asserts that the page has so many examples in Java, and that each is in the source, layout
   * aside.
   *
   * @param page below {@code docs/}
   * @param source that has them all
   */
  public static void assertExamplesAreCode(String page, Class<?> source, int count)
      throws IOException {
    Path file =
        Path.of("src", "test", "java").resolve(source.getName().replace('.', '/') + ".java");
    String code = withoutLayout(Files.readString(file));
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", "docs").resolve(page)));
    int found = 0;
    for (; example.find(); found++) {
      assertTrue(code.contains(withoutLayout(example.group(1))), example.group(1));
    }
    assertEquals(count, found);
  }

  private static String withoutLayout(String code) {
    return code.replaceAll("\\s+", "");
  }
}
