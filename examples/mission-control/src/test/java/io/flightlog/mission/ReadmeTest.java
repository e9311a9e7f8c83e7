package io.flightlog.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What README.md says of the box and of the options is so. */
class ReadmeTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private static List<String> lines(String start) throws IOException {
    return Files.readString(Path.of("README.md"))
        .lines()
        .filter(line -> line.startsWith(start))
        .toList();
  }

  private static String firstCell(String row) {
    return row.substring(2, row.indexOf(" |", 2));
  }

  private static List<String> codes(String text) {
    return CODE.matcher(text).results().map(match -> match.group(1)).toList();
  }

  @Test
  void whatFindsSomethingIsUnderstood() throws IOException {
    List<String> examples =
        lines("| `").stream()
            .filter(line -> !line.startsWith("| `--"))
            .flatMap(line -> codes(firstCell(line)).stream())
            .toList();
    assertTrue(examples.size() >= 10, examples::toString);
    examples.forEach(QueryText::of);
  }

  @Test
  void whatIsRefusedIsRefused() throws IOException {
    List<String> examples = lines("* ").stream().flatMap(line -> codes(line).stream()).toList();
    assertTrue(examples.size() >= 7, examples::toString);
    for (String example : examples) {
      assertThrows(ApiException.class, () -> QueryText.of(example), example);
    }
  }

  @Test
  void theOptionsAreThoseOfTheProgram() throws IOException {
    TreeSet<String> told =
        lines("| `--").stream()
            .flatMap(line -> codes(firstCell(line)).stream())
            .map(option -> option.replaceFirst(" .*", ""))
            .collect(Collectors.toCollection(TreeSet::new));
    TreeSet<String> known =
        new TreeSet<>(new CommandLine(new CommandOptions()).getCommandSpec().optionsMap().keySet());
    assertEquals(known, told);
  }
}
