package io.flightlog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.testkit.DeliveryAccount;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FaultProxy;
import io.flightlog.testkit.PipelineStatistics;
import io.flightlog.testkit.SequenceOracle;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * JVMs that log as fast as they can and are killed by SIGKILL at a random moment, many on one spool
 * one after the other, while the server comes and goes. What they had said to be written is in the
 * index in the end, each event once. {@code -Dflightlog.kill.seed=N} repeats a run.
 */
@Tag("T9")
@WithElasticsearch
class KillIT {
  private static final int KILLS = 8;
  private static final int KILLS_FULL = 200;
  private static final int KILLS_NIGHTLY = 5000;

  /** Of thousands of lives, to a server that shares the machine with them. */
  private static final Duration TO_DRAIN = Duration.ofMinutes(20);

  private static final int LEAST_LIFE_MILLIS = 5;
  private static final int MOST_LIFE_MILLIS = 500;

  private final long seed = Long.getLong("flightlog.kill.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);
  private final ElasticsearchServer server;
  private final ServerProbe probe;
  private final Map<String, Long> promises = new TreeMap<>();

  @TempDir private Path directory;

  KillIT(ElasticsearchServer server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  @Test
  void whatWasWrittenIsDeliveredOnceHoweverOftenTheJvmIsKilled() {
    kill(KILLS, "journal");
  }

  @Test
  @Tag("full")
  void whatWasWrittenIsDeliveredOnceAfterHundredsOfKills() {
    kill(KILLS_FULL, "journal");
  }

  @Test
  @Tag("nightly")
  void whatWasWrittenIsDeliveredOnceAfterThousandsOfKills() {
    kill(KILLS_NIGHTLY, "journal");
  }

  @Test
  void whatHadBeenSpilledIsDeliveredOnceHoweverOftenTheJvmIsKilled() {
    kill(KILLS / 4, "spill");
  }

  @Test
  @Tag("full")
  void whatHadBeenSpilledIsDeliveredOnceAfterManyKills() {
    kill(KILLS_FULL / 10, "spill");
  }

  /**
   * With grace for a busy machine, so the life is longer than that. What is older is written, so
   * the kill does not cost it.
   */
  @Test
  void atSpillAKillCostsTheRingAndBatchesYoungerThanSpoolAfter() {
    long rate = 1000;
    Duration young = Duration.ofMillis(100 + 20 + 2000);
    String index = "kills-bound";
    try (FaultProxy proxy = FaultProxy.before(server.url())) {
      proxy.blackHole();
      Settings settings =
          settings(proxy, index, "spill").with("queue.slots", "64").with("spool.after", "100 ms");
      String victim;
      try (Life life = Life.start(settings, "app.rate=" + rate)) {
        victim = life.instance();
        Eventually.await(
            life.child()::output,
            Life.LONG,
            () ->
                life.claimed() > rate * 6
                    && life.claimed() - life.claimedBefore(young) < rate * 3
                    && life.written() >= life.claimedBefore(young));
        life.child().kill();
        promises.put(victim, life.written());
      }
      proxy.pass();
      drainAndJudge(settings, index);
    }
  }

  private void kill(int kills, String durability) {
    System.out.println("flightlog.kill.seed=" + seed + ", " + kills + " kills at " + durability);
    String index = "kills-" + durability + "-" + kills;
    try (FaultProxy proxy = FaultProxy.before(server.url())) {
      Settings settings = settings(proxy, index, durability).with("spool.after", "100 ms");
      List<Life> lives = new ArrayList<>();
      try {
        for (int i = 0; i < kills; i++) {
          weather(proxy);
          Life next = start(settings);
          if (random.nextBoolean()) { // the next begins while this one lives
            next.awaitFirstPromise();
          }
          lives.add(next);
          endAllBut(lives, random.nextInt(2), proxy);
        }
        endAllBut(lives, 0, proxy);
      } finally {
        lives.forEach(Life::close);
      }
      assertEquals(kills, promises.size(), "instances that were killed");
      proxy.cutNoMore();
      proxy.pass();
      drainAndJudge(settings, index);
    }
  }

  private Life start(Settings settings) {
    String[] paces = {"app.rate=500", "app.rate=5000", "app.rate=0"};
    List<String> own = new ArrayList<>();
    own.add("app.seed=" + random.nextLong());
    own.add(paces[random.nextInt(paces.length)]);
    if (random.nextBoolean()) {
      own.add("app.warm=true"); // is killed while it sends, not while it connects
    }
    return Life.start(settings, own.toArray(String[]::new));
  }

  private void endAllBut(List<Life> lives, int living, FaultProxy proxy) {
    while (lives.size() > living) {
      Life life = lives.get(0);
      String instance = life.instance();
      life.awaitFirstPromise();
      awaitDirectory(instance);
      long millis = random.nextLong(LEAST_LIFE_MILLIS, MOST_LIFE_MILLIS);
      passTime(millis / 2);
      weather(proxy);
      passTime(millis - millis / 2);
      life.child().kill();
      promises.put(instance, life.written());
      lives.remove(life);
      life.close();
    }
  }

  /** Events may be delivered before a slow disk has it, and whoever left none is not told of. */
  private void awaitDirectory(String instance) {
    SpoolFolder folder = new SpoolFolder(directory);
    Eventually.await(
        () -> "the directory of " + instance + " among " + folder.entries(),
        Life.LONG,
        () -> folder.instances().contains(instance));
  }

  /** Mostly fair. */
  private void weather(FaultProxy proxy) {
    switch (random.nextInt(6)) {
      case 0 -> proxy.refuse();
      case 1 -> proxy.blackHole();
      case 2 -> {
        proxy.pass();
        proxy.cutNextAnswer();
      }
      default -> proxy.pass();
    }
  }

  /** A life's length, not a wait for anything. */
  private static void passTime(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** The last pipeline adopts what all the dead left; then each is judged. */
  private void drainAndJudge(Settings settings, String index) {
    SpoolFolder folder = new SpoolFolder(directory);
    String last;
    PipelineStatistics figures;
    try (SpoolRecorder recorder = new SpoolRecorder(settings)) {
      last = recorder.instance();
      recorder.adoptEverything(folder, TO_DRAIN);
      recorder.flush();
      figures = recorder.closed();
      assertEquals(0, figures.lost(), recorder::toString);
    }
    probe.refresh(index);
    SequenceOracle oracle = probe.sequences(index);
    DeliveryAccount.of(last)
        .index(oracle)
        .counters(figures)
        .records(probe.records(index, last))
        .closedInOrder()
        .assertCloses();
    System.out.println(
        promises.size()
            + " victims promised "
            + promises.values().stream().mapToLong(promise -> promise + 1).sum()
            + " events, "
            + oracle.events()
            + " arrived, "
            + figures.adopted()
            + " of them from the last spool");
    List<String> broken = new ArrayList<>();
    for (String victim : promises.keySet()) {
      try {
        account(oracle, index, victim).assertCloses();
      } catch (AssertionError doesNotClose) {
        broken.add(doesNotClose.getMessage());
      }
    }
    assertEquals(List.of(), broken, "seed " + seed);
    folder.assertEmpty();
  }

  private DeliveryAccount account(SequenceOracle oracle, String index, String victim) {
    return DeliveryAccount.of(victim)
        .index(oracle)
        .records(probe.records(index, victim))
        .killed()
        .nothingMissingThrough(promises.get(victim));
  }

  private Settings settings(FaultProxy proxy, String index, String durability) {
    return Settings.of(proxy.url(), directory, durability).with("index", index);
  }
}
