package io.flightlog.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page of the documentation shows in Java, which has to be code that compiles. */
public final class PageExamples {
  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final String LEFT_OUT = "…";

  private PageExamples() {}

  /**
   * Asserts that a page has examples, and that each is in one of these sources, layout aside, or
   * each part of it where something is left out.
   */
  public static void assertAreCodeOf(Path page, Path... sources) throws IOException {
    StringBuilder code = new StringBuilder();
    for (Path source : sources) {
      code.append(withoutLayout(Files.readString(source)));
    }
    Matcher example = EXAMPLE.matcher(Files.readString(page));
    if (!example.find()) {
      throw new AssertionError("no example in Java on " + page);
    }
    do {
      for (String part : example.group(1).split(LEFT_OUT, -1)) {
        if (code.indexOf(withoutLayout(part)) < 0) {
          throw new AssertionError("not in the sources: " + part);
        }
      }
    } while (example.find());
  }

  private static String withoutLayout(String code) {
    return code.replaceAll("\\s+", "");
  }
}
