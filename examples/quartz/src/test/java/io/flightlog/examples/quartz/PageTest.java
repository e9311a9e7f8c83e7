package io.flightlog.examples.quartz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quartz.JobListener;
import org.quartz.Scheduler;
import org.quartz.impl.StdSchedulerFactory;

/** What the page shows is what these programs do. */
class PageTest {
  private static final Path PAGE = Path.of("../../docs/schedulers/quartz.md");
  private static final Path SOURCES = Path.of("src/main/java/io/flightlog/examples/quartz");

  private static List<String> examples(String language) throws IOException {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
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
    List<String> examples = examples("java");
    assertEquals(2, examples.size());
    for (String example : examples) {
      assertTrue(code.indexOf(withoutLayout(example)) >= 0, example);
    }
  }

  @Test
  void thePropertyRegistersThePlugin() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", "page");
    properties.setProperty("org.quartz.threadPool.threadCount", "1");
    properties.load(new StringReader(examples("properties").get(0)));
    Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
    try {
      List<String> listeners =
          scheduler.getListenerManager().getJobListeners().stream()
              .map(JobListener::getName)
              .toList();
      assertEquals(List.of("flightlog"), listeners);
    } finally {
      scheduler.shutdown();
    }
  }
}
