package io.flightlog.log4j2;

import io.flightlog.testkit.TestsWithOtherJars;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With Log4j 2.20 and Disruptor 3.4.4. */
@Tag("full")
class OnOldestLog4jTest {
  @Test
  void everyUnitTestPasses() {
    TestsWithOtherJars.run(Path.of("target", "oldest"), Path.of("target", "test-classes"));
  }
}
