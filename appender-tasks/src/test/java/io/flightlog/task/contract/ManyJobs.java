package io.flightlog.task.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.task.LoggedRuns;
import io.flightlog.task.TaskScope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.slf4j.MDC;

/**
 * Many jobs of many users over a few workers, which fail, nest, and leave things behind: each run
 * has its own lines, and only those. {@code -Dflightlog.leak.seed=N} repeats the choices.
 */
final class ManyJobs {
  private static final int JOBS =
      "full".equals(System.getProperty("flightlog.tier")) ? 10_000 : 500;
  private static final int WORKERS = 4;

  private final long seed = Long.getLong("flightlog.leak.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);
  private final AdapterContract contract;
  private final SchedulerUnderTest scheduler;
  private final Map<String, String> outcomes = new HashMap<>();
  private int failures;
  private int seen;
  private int ended;
  private int told;

  ManyJobs(AdapterContract contract, SchedulerUnderTest scheduler) {
    this.contract = contract;
    this.scheduler = scheduler;
  }

  void run() throws Exception {
    System.out.println("flightlog.leak.seed=" + seed);
    scheduler.startInstance(WORKERS);
    for (int i = 0; i < JOBS; i++) {
      String key = "job-" + i;
      defineOne(key, random.nextInt(4));
      contract.enqueueAs("user of " + key, key, 1);
    }
    List<ILoggingEvent> events = contract.logged.await(this::allHaveEnded, AdapterContract.LONG);
    Map<String, LoggedRun> runs = LoggedRun.of(events);
    runs.values().removeIf(run -> "inner".equals(run.field("task.name")));
    assertEquals(JOBS, runs.size(), this::toString);
    Set<String> failed = new HashSet<>();
    for (LoggedRun run : runs.values()) {
      ILoggingEvent first = firstOfJob(run);
      String key = first.getFormattedMessage();
      assertEquals(null, first.getMDCPropertyMap().get("left"), this::toString);
      assertEquals(outcomes.remove(key), run.field("event.outcome"), this::toString);
      assertEquals("user of " + key, run.field("user.id"), this::toString);
      for (ILoggingEvent line : run.lines()) {
        assertEquals("user of " + key, line.getMDCPropertyMap().get("user.id"), this::toString);
        assertEquals(key, line.getMDCPropertyMap().getOrDefault("left", key), this::toString);
      }
      if ("failure".equals(run.field("event.outcome"))) {
        failed.add(run.id());
      }
    }
    assertEquals(Map.of(), outcomes, this::toString);
    if (scheduler.failureLogger().isPresent()) {
      Set<String> failedAsTold = new HashSet<>();
      contract
          .failureLines(events)
          .forEach(line -> failedAsTold.add(line.getMDCPropertyMap().get("task.run.id")));
      assertEquals(failed, failedAsTold, this::toString);
    }
  }

  /** The scheduler may have said something before. */
  private static ILoggingEvent firstOfJob(LoggedRun run) {
    return run.lines().stream()
        .filter(line -> line.getLoggerName().equals(AdapterContract.APP.getName()))
        .findFirst()
        .orElseThrow();
  }

  /** A scheduler may tell of a failure behind the run's record. Looks at each event once. */
  private boolean allHaveEnded(List<ILoggingEvent> soFar) {
    told += contract.failureLines(soFar.subList(seen, soFar.size())).size();
    for (; seen < soFar.size(); seen++) {
      Map<String, Object> values = LoggedRuns.keyValues(soFar.get(seen));
      if ("task-run".equals(values.get("event.action"))
          && !"inner".equals(values.get("task.name"))) {
        ended++;
      }
    }
    return ended >= JOBS && (told >= failures || scheduler.failureLogger().isEmpty());
  }

  private void defineOne(String key, int kind) {
    outcomes.put(key, kind == 0 ? "failure" : "success");
    failures += kind == 0 ? 1 : 0;
    AdapterContract.define(
        key,
        () -> {
          MDC.put("left", key);
          if (kind == 0) {
            throw new IllegalStateException(key);
          }
          if (kind == 1) {
            TaskScope.task("inner").run(() -> AdapterContract.APP.info("within " + key));
          }
        });
  }

  @Override
  public String toString() {
    return "flightlog.leak.seed=" + seed;
  }
}
