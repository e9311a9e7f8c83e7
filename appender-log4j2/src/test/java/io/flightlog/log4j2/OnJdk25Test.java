package io.flightlog.log4j2;

import io.flightlog.testkit.TestsOnAnotherJdk;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
class OnJdk25Test {
  @Test
  void everyUnitTestPasses() {
    TestsOnAnotherJdk.run(25, Path.of("target", "test-classes"));
  }
}
