package io.flightlog.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/configuration.md} against the records: every option, its default, and nothing
 * else.
 */
class ConfigurationDocumentTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `([^`]+)` *\\| *(?:`([^`]*)`|–) *\\|.*", Pattern.MULTILINE);
  private static final List<String> REPEATABLE = List.of("headers", "field", "mdc.field", "mask");

  @Test
  void everyOptionStandsThereWithItsDefaultAndNoOther() throws IOException {
    Map<String, String> documented = new LinkedHashMap<>();
    Matcher row = ROW.matcher(Files.readString(Path.of("..", "docs", "configuration.md")));
    while (row.find()) {
      documented.put(row.group(1), row.group(2));
    }
    List<String> names = new ArrayList<>(documented.keySet());
    assertTrue(names.removeAll(REPEATABLE), "the repeatable options are documented");
    assertEquals(PipelineConfig.OPTIONS.stream().map(Option::name).toList(), names);
    for (Option<?> option : PipelineConfig.OPTIONS) {
      String text = option.defaultText();
      String expected = text == null || text.isEmpty() ? null : text;
      assertEquals(expected, documented.get(option.name()), option.name());
    }
  }
}
