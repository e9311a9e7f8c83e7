package io.flightlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/security.md} names tests for what it says. */
class SecurityPageTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Contract))`");

  @Test
  void everyTestThatThePageNamesExists() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "security.md"));
    Set<String> named =
        TEST.matcher(page)
            .results()
            .map((MatchResult found) -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertFalse(named.isEmpty());
    named.removeAll(sources());
    assertEquals(Set.of(), named);
  }

  private static Set<String> sources() throws IOException {
    Set<String> names = new HashSet<>();
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      for (Path module : modules.filter(path -> path.toString().contains("appender-")).toList()) {
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
          files.forEach(file -> names.add(file.getFileName().toString().replace(".java", "")));
        }
      }
    }
    return names;
  }
}
