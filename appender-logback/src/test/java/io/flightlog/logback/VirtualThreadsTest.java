package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.LogDocument;
import io.flightlog.testkit.server.Jdks;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, as byte code and build are of Java 17. */
class VirtualThreadsTest {
  private static final int NEWEST = Integer.MAX_VALUE;
  private static final Pattern COUNTS =
      Pattern.compile("accepted=(\\d+) dropped=(\\d+) lost=(\\d+)");
  private static final int INSTANCE_RECORDS = 2;

  @Tag("T17")
  @Test
  void tenThousandVirtualThreadsLoseNothingThatFitsTheQueue() {
    try (FakeElasticsearch server = FakeElasticsearch.started()) {
      Counted counted = logTo(server, 131_072, "1 min", 60);
      assertEquals(0, counted.dropped());
      assertEquals(0, counted.lost());
      assertEquals(VirtualThreadsProgram.EVENTS, arrived(server));
    }
  }

  /** Nothing leaves the queue; only a few callers may wait at once, and none for long. */
  @Tag("T17")
  @Test
  void whatTheQueueRefusesTenThousandVirtualThreadsIsCounted() {
    Counted counted = logTo(FakeElasticsearch.absent(true), 1024, "10 ms", 0);
    assertTrue(counted.dropped() > 0, "nobody was refused");
    assertEquals(counted.accepted(), counted.lost());
    assertEquals(
        VirtualThreadsProgram.EVENTS + INSTANCE_RECORDS, counted.accepted() + counted.dropped());
  }

  private record Counted(long accepted, long dropped, long lost) {}

  private static Counted logTo(
      FakeElasticsearch server, int slots, String maxWait, int deliverySeconds) {
    Optional<Path> jdk = Jdks.find(21, NEWEST);
    assumeTrue(jdk.isPresent(), () -> "needs a JDK 21 or newer, found " + Jdks.ofThisMachine());
    ChildJvm.Ended ended =
        ChildJvm.run(
            jdk.get(),
            VirtualThreadsProgram.class,
            server.url().toString(),
            Integer.toString(slots),
            maxWait,
            Integer.toString(deliverySeconds));
    assertEquals(0, ended.status(), ended::output);
    Matcher counts = COUNTS.matcher(ended.output());
    assertTrue(counts.find(), ended::output);
    return new Counted(
        Long.parseLong(counts.group(1)),
        Long.parseLong(counts.group(2)),
        Long.parseLong(counts.group(3)));
  }

  /** Fails if an event arrived twice, or with the MDC of another thread. */
  private static long arrived(FakeElasticsearch server) {
    Set<String> messages = new HashSet<>();
    server.documents().stream()
        .map(document -> LogDocument.parse(document.source()))
        .filter(document -> document.has("task.id"))
        .forEach(
            document -> {
              String message = document.text("message");
              assertEquals(document.text("task.id"), message.substring(0, message.indexOf(' ')));
              assertTrue(messages.add(message), () -> "twice: " + message);
            });
    return messages.size();
  }
}
