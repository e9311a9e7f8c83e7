package io.flightlog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.DeliveryAccount;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.PipelineStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The disk as the kernel can make it fail: {@code strace} lets the n-th call of a kind fail, or
 * kills the JVM there. It counts for each thread, so one n may hit two of them. The application
 * goes on, the next life finds what is left, and the account closes. What the JDK calls: {@code
 * pwrite64} to write, {@code fsync} to force, {@code rename}, {@code mkdir}, and {@code unlink}.
 */
@Tag("T10")
class SystemCallIT {
  private static final int KILLED = 128 + 9;
  private static final int EVENTS = 400;

  /** Were it more, the child would not be short. */
  private static final int MOST_CALLS = 100;

  private static final String DIED = "recorder-died";

  @TempDir private Path temporary;

  @BeforeAll
  static void straceMayTrace() throws InterruptedException {
    boolean may;
    try {
      String[] probe = {"strace", "-f", "-e", "trace=fsync", "true"};
      may = new ProcessBuilder(probe).start().waitFor() == 0;
    } catch (IOException absent) {
      may = false;
    }
    assumeTrue(may, "strace is absent, or may not trace here");
  }

  @ParameterizedTest
  @CsvSource({
    "journal, pwrite64:error=ENOSPC",
    "spill, pwrite64:error=ENOSPC",
    "journal, fsync:error=EIO",
    "journal, unlink:error=EIO",
    "journal, mkdir:error=EROFS",
    "journal, rename:error=EIO"
  })
  void aFirstCallThatFailsCostsNothing(String durability, String fault) throws IOException {
    failEach(durability, fault, 1);
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource({
    "journal, pwrite64:error=ENOSPC",
    "journal, pwrite64:error=EIO",
    "journal, fsync:error=EIO",
    "journal, unlink:error=EIO",
    "journal, mkdir:error=EACCES",
    "journal, rename:error=EIO",
    "spill, pwrite64:error=ENOSPC",
    "spill, pwrite64:error=EIO",
    "spill, fsync:error=EIO",
    "spill, unlink:error=EIO",
    "spill, rename:error=EROFS"
  })
  void whicheverCallFailsCostsNothing(String durability, String fault) throws IOException {
    failEach(durability, fault, MOST_CALLS);
  }

  /** Three seconds for each force: longer than a disk may be silent. */
  @Test
  void aDiskThatTakesSecondsHoldsNobodyUp() throws IOException {
    assertTrue(run("journal", "fsync:delay_enter=3000000", false), "no call was delayed");
  }

  @Tag("T9")
  @ParameterizedTest
  @CsvSource({"journal, pwrite64", "spill, pwrite64", "journal, fsync", "journal, unlink"})
  void aKillAtAFirstCallCostsNothingThatWasWritten(String durability, String call)
      throws IOException {
    killAtEach(durability, call, 1);
  }

  @Tag("T9")
  @Tag("full")
  @ParameterizedTest
  @CsvSource({
    "journal, pwrite64",
    "journal, fsync",
    "journal, unlink",
    "journal, rename",
    "spill, pwrite64",
    "spill, fsync",
    "spill, unlink",
    "spill, rename"
  })
  void aKillAtWhicheverCallCostsNothingThatWasWritten(String durability, String call)
      throws IOException {
    killAtEach(durability, call, MOST_CALLS);
  }

  private void failEach(String durability, String fault, int most) throws IOException {
    int fired = 0;
    for (int n = 1; n <= most && fired == n - 1; n++) {
      fired += run(durability, fault + ":when=" + n, false) ? 1 : 0;
    }
    System.out.println(durability + ", " + fault + ": " + fired + " runs");
    assertTrue(fired > 0, () -> "no " + fault + " was ever injected");
  }

  private void killAtEach(String durability, String call, int most) throws IOException {
    int fired = 0;
    for (int n = 1; n <= most && fired == n - 1; n++) {
      fired += run(durability, call + ":signal=SIGKILL:when=" + n, true) ? 1 : 0;
    }
    System.out.println(durability + ", SIGKILL at " + call + ": " + fired + " runs");
    assertTrue(fired > 0, () -> "no kill at any " + call);
  }

  /** One life with the fault, and one that adopts; whether the fault came. */
  private boolean run(String durability, String injection, boolean isKill) throws IOException {
    Path folder = Files.createTempDirectory(temporary, "run");
    Path trace = folder.resolve("trace");
    SpoolFolder spool = new SpoolFolder(Files.createDirectory(folder.resolve("spool")));
    String call = callOf(injection);
    List<String> strace =
        List.of(
            "strace",
            "-f",
            "-qq",
            "-o",
            trace.toString(),
            "-e",
            "trace=" + call,
            "-e",
            "inject=" + injection);
    try (FakeElasticsearch server = FakeElasticsearch.started()) {
      server.everyBulk(FakeAnswer.unavailable());
      Settings settings =
          Settings.of(server.url(), spool.root(), durability).with("spool.after", "100 ms");
      if (isDelay(injection)) {
        settings.with("shutdownTimeout", "5 s"); // the disk takes longer than that
      }
      try (Life life =
          Life.startUnder(strace, settings, "app.events=" + EVENTS, "app.awaitWritten=true")) {
        Eventually.await(
            life.child()::output,
            Life.LONG,
            () ->
                !life.child().alive()
                    || life.child().lastLine("logged ").isPresent()
                    || isFelt(trace, injection));
        server.everyBulk(FakeAnswer.normal());
        int status = life.child().awaitEnd(Life.LONG);
        boolean fired = isKill ? status == KILLED : isFelt(trace, injection);
        assertEquals(isKill && fired ? KILLED : 0, status, life.child()::output);
        judge(server, spool, settings, life, injection);
        return fired;
      }
    }
  }

  /** Whether a call of its kind has failed, or was delayed. */
  private static boolean isFelt(Path trace, String injection) {
    String sign = isDelay(injection) ? callOf(injection) + "(" : "(INJECTED)";
    try {
      return Files.exists(trace) && Files.readString(trace).contains(sign);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static boolean isDelay(String injection) {
    return injection.contains(":delay_enter=");
  }

  private static String callOf(String injection) {
    return injection.substring(0, injection.indexOf(':'));
  }

  private static void judge(
      FakeElasticsearch server, SpoolFolder spool, Settings settings, Life life, String injection) {
    boolean leftDirectory = spool.instances().stream().anyMatch(name -> !name.startsWith("."));
    try (SpoolRecorder next = new SpoolRecorder(settings)) {
      next.adoptEverything(spool);
      assertEquals(0, next.closed().lost(), next::toString);
    }
    if (life.knownInstance().isEmpty()) {
      return; // killed before it could say who it was
    }
    String instance = life.knownInstance().get();
    try {
      if (life.isClosed()) {
        PipelineStatistics figures = life.figures();
        assertTrue(figures.closes(), figures::toString);
        assertEquals(0, figures.lost() + figures.dropped() + figures.resident());
        server.sequences().assertComplete(instance, EVENTS + 2);
      } else {
        judgeKilled(server, life, instance, leftDirectory);
      }
      assertEquals(List.of(), spool.batches());
      assertEquals(List.of(), spool.quarantined());
    } catch (AssertionError failed) {
      throw new AssertionError(injection + ": " + life.child().output(), failed);
    }
  }

  /** One that was closing may have said goodbye already. */
  private static void judgeKilled(
      FakeElasticsearch server, Life life, String instance, boolean leftDirectory) {
    List<JsonNode> records = server.records(instance);
    boolean isTold =
        records.stream().anyMatch(record -> record.path("event.action").asText().equals(DIED));
    boolean wasClosing = life.child().lastLine("logged ").isPresent();
    DeliveryAccount account =
        DeliveryAccount.of(instance)
            .index(server.sequences())
            .records(records)
            .missingAtMost(Long.MAX_VALUE - 1) // if it had promised nothing, anything
            .nothingMissingThrough(life.written());
    if (isTold || (leftDirectory && !wasClosing)) {
      account.killed().assertCloses();
    } else {
      account.killedUnrecorded().assertCloses();
    }
  }
}
