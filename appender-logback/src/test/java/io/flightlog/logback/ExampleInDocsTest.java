package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.Option;
import io.flightlog.config.PipelineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/logback.md} shows can be pasted, and shows every option. */
class ExampleInDocsTest {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```xml\n<appender name=\"ELASTIC\"[^>]*>\n(.*?)</appender>\n```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theExampleStartsAndShowsEveryOption() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "logback.md"));
    Matcher example = EXAMPLE.matcher(page);
    assertTrue(example.find(), "no example in the page");
    String elements =
        example
            .group(1)
            .replace("env:ELASTIC_API_KEY", "c2VjcmV0")
            .replaceAll("https://es-(\\d):9200", "https://127.0.0.1:$1")
            .replace("http://proxy:3128", "http://127.0.0.1:9")
            .replace("<directory>/var/", "<directory>" + folder + "/")
            .replaceAll(
                "<shutdownTimeout>.*</shutdownTimeout>", "<shutdownTimeout>0</shutdownTimeout>");
    try (LogbackContext logback = LogbackContext.withOptions(elements)) {
      assertEquals(List.of(), logback.errors());
      assertTrue(logback.appender().isStarted());
    }
    for (Option<?> option : PipelineConfig.OPTIONS) {
      String name = option.name().substring(option.name().indexOf('.') + 1);
      boolean shown = Pattern.compile("\\b" + name + "\\b").matcher(page).find();
      assertTrue(shown, () -> "not shown: " + option.name());
    }
  }
}
