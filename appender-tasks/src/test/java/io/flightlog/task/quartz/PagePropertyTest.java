package io.flightlog.task.quartz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.quartz.JobListener;

/** What the page says of {@code quartz.properties}. */
class PagePropertyTest {
  private static final Path PAGE = Path.of("../docs/schedulers/quartz.md");

  @Test
  void itsLineRegistersTheListeners() throws Exception {
    Matcher line =
        Pattern.compile("```properties\n(\\S+) = (\\S+)\n```").matcher(Files.readString(PAGE));
    assertTrue(line.find());
    try (RunningQuartz quartz = new RunningQuartz(line.group(1), line.group(2))) {
      List<String> listeners =
          quartz.scheduler().getListenerManager().getJobListeners().stream()
              .map(JobListener::getName)
              .toList();
      assertEquals(List.of("flightlog"), listeners);
    }
  }
}
