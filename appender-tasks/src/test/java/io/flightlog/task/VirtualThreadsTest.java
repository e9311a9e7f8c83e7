package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.server.Jdks;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, as byte code and build are of Java 17. */
class VirtualThreadsTest {
  @Test
  void eachVirtualThreadHasTheContextOfItsCaller() {
    Optional<Path> jdk = Jdks.find(21, Integer.MAX_VALUE);
    assumeTrue(jdk.isPresent(), () -> "needs a JDK 21 or newer, found " + Jdks.ofThisMachine());
    ChildJvm.Ended ended = ChildJvm.run(jdk.get(), VirtualThreadsProgram.class);
    assertEquals(0, ended.status(), ended::output);
    int runs = VirtualThreadsProgram.RUNS;
    assertTrue(ended.output().contains("right=" + runs + " records=" + runs), ended::output);
  }
}
