package io.flightlog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.metrics.Severity;
import io.flightlog.testkit.DeliveryAccount;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.FaultProxy;
import io.flightlog.testkit.PipelineStatistics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Everything that a network does, under load, at the levels with a disk: nothing is lost, nothing
 * stored twice, and the spool is empty in the end. {@code -Dflightlog.storm.seed=N} repeats a
 * storm.
 */
class NetworkFaultsIT {
  private static final int EVENTS = 3000;
  private static final long SWITCH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int SWITCHES = 25;
  private static final int SWITCHES_FULL = 300;

  /** One that lasts until another one, or none, takes its place. */
  private enum Fault {
    REFUSED,
    BLACK_HOLE,
    ANSWERS_CUT,
    REQUESTS_CUT,
    LATE,
    RESET,
    GARBAGE;

    void begin(FaultProxy proxy) {
      switch (this) {
        case REFUSED -> proxy.refuse();
        case BLACK_HOLE -> proxy.blackHole();
        case ANSWERS_CUT -> proxy.cutEveryAnswerAfter(100);
        case REQUESTS_CUT -> proxy.cutEveryRequestAfter(2000);
        case LATE -> proxy.delay(Duration.ofHours(1));
        case RESET -> proxy.reset();
        case GARBAGE -> proxy.garbage();
      }
    }
  }

  private final FakeElasticsearch server = FakeElasticsearch.started();
  private final FaultProxy proxy = FaultProxy.before(server.url());

  @TempDir private Path directory;

  @AfterEach
  void stopServer() {
    proxy.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, spill",
    "REFUSED, journal",
    "BLACK_HOLE, spill",
    "BLACK_HOLE, journal",
    "ANSWERS_CUT, spill",
    "ANSWERS_CUT, journal",
    "REQUESTS_CUT, spill",
    "REQUESTS_CUT, journal",
    "LATE, spill",
    "LATE, journal",
    "RESET, spill",
    "RESET, journal",
    "GARBAGE, spill",
    "GARBAGE, journal"
  })
  void aFaultUnderLoadCostsNothingOnceItPasses(Fault fault, String durability) {
    try (SpoolRecorder recorder = new SpoolRecorder(settings(durability))) {
      recorder.logMany(EVENTS);
      recorder.flush();
      fault.begin(proxy);
      recorder.logMany(EVENTS);
      Eventually.await(
          () -> fault + " is felt: " + recorder,
          SpoolRecorder.LONG,
          () ->
              recorder.stats().retriedRequests() > 0
                  && recorder.stats().writtenSequence() > EVENTS);
      recorder.logMany(EVENTS);
      proxy.pass();
      recorder.flush();
      judge(recorder, 3 * EVENTS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "spill", "journal"})
  void aStormOfFaultsCostsNothing(String durability) {
    storm(durability, SWITCHES);
  }

  @Tag("full")
  @ParameterizedTest
  @ValueSource(strings = {"memory", "spill", "journal"})
  void aMinuteOfFaultsCostsNothing(String durability) {
    storm(durability, SWITCHES_FULL);
  }

  /** Logs all the time, and has another fault at each turn; every third is none. */
  private void storm(String durability, int turns) {
    long seed = Long.getLong("flightlog.storm.seed", System.nanoTime());
    System.out.println("flightlog.storm.seed=" + seed + ", " + turns + " turns at " + durability);
    SplittableRandom random = new SplittableRandom(seed);
    int events = 0;
    try (SpoolRecorder recorder = new SpoolRecorder(settings(durability))) {
      for (int turn = 0; turn < turns; turn++) {
        turn(random);
        long end = System.nanoTime() + SWITCH_NANOS / 2 + random.nextLong(SWITCH_NANOS);
        while (System.nanoTime() - end < 0) {
          if (recorder.stats().resident() < 500) { // so that memory never makes this thread wait
            recorder.log(Severity.INFO, Application.message(random, events++));
          }
          LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(1)));
        }
      }
      proxy.cutNoMore();
      proxy.pass();
      recorder.flush();
      judge(recorder, events);
    } catch (AssertionError failed) {
      throw new AssertionError("seed " + seed, failed);
    }
  }

  private void turn(SplittableRandom random) {
    Fault[] all = Fault.values();
    int drawn = random.nextInt(all.length * 3 / 2);
    if (drawn < all.length) {
      all[drawn].begin(proxy);
      return;
    }
    proxy.pass();
    if (random.nextBoolean()) {
      proxy.cutNextAnswer();
    } else {
      proxy.cutNextRequestAfter(random.nextLong(10_000));
    }
  }

  private void judge(SpoolRecorder recorder, long events) {
    PipelineStatistics figures = recorder.closed();
    assertEquals(events + 2, figures.accepted(), recorder::toString);
    assertEquals(0, figures.lost() + figures.deadLettered(), recorder::toString);
    DeliveryAccount.of(recorder.instance())
        .index(server.sequences())
        .counters(figures)
        .records(server.records(recorder.instance()))
        .closedInOrder()
        .assertCloses();
    server.sequences().assertComplete(recorder.instance(), events + 2);
    new SpoolFolder(directory).assertEmpty();
  }

  private Settings settings(String durability) {
    return Settings.of(proxy.url(), directory, durability)
        .with("requestTimeout", "500 ms")
        .with("spool.after", "100 ms");
  }
}
