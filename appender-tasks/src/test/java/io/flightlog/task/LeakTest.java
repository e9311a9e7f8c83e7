package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs over one pool, nested, failing, closed in any order and by other threads: no line has the
 * context of another run. {@code -Dflightlog.leak.seed=N} repeats the choices.
 */
@SuppressWarnings("ThreadPriorityCheck") // a yield mixes the runs, and nothing relies on it
class LeakTest {
  private static final int RUNS = 10_000;
  private static final int WORKERS = 8;
  private static final Logger LOG = LoggerFactory.getLogger("app");

  private final LoggedRuns logged = new LoggedRuns();
  private final ExecutorService pool = Executors.newFixedThreadPool(WORKERS);

  @AfterEach
  void close() {
    pool.shutdownNow();
    MDC.clear();
    logged.close();
  }

  @Test
  void noRunLeaksIntoAnother() throws Exception {
    long seed = Long.getLong("flightlog.leak.seed", System.nanoTime());
    System.out.println("flightlog.leak.seed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    ExecutorService wrapped = TaskContext.wrap(pool);
    List<Future<?>> ended = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      String id = "t-" + i;
      SplittableRandom own = random.split();
      ended.add(
          own.nextBoolean() ? pool.submit(() -> run(id, own)) : wrapped.submit(() -> run(id, own)));
    }
    for (Future<?> one : ended) {
      one.get();
    }
    Map<String, String> outcomes = new HashMap<>();
    for (ILoggingEvent event : logged.events()) {
      Map<String, String> mdc = event.getMDCPropertyMap();
      Map<String, Object> record = LoggedRuns.keyValues(event);
      if (record.isEmpty()) {
        assertEquals(
            event.getFormattedMessage(),
            mdc.get("task.id") + " of " + mdc.get("user.id"),
            "" + seed);
      } else {
        assertEquals(mdc.get("task.id"), record.get("task.id"), "" + seed);
        assertEquals(mdc.get("user.id"), record.get("user.id"), "" + seed);
        assertEquals(mdc.get("task.run.id"), record.get("task.run.id"), "" + seed);
      }
      if ("task-run".equals(record.get("event.action"))) {
        String id = (String) record.get("task.id");
        assertEquals(null, outcomes.put(id, (String) record.get("event.outcome")), id);
      }
    }
    for (int i = 0; i < RUNS; i++) {
      assertTrue(outcomes.containsKey("t-" + i), "no record of t-" + i);
    }
    assertTrue(outcomes.containsValue("success"));
    assertTrue(outcomes.containsValue("failure"));
    for (int i = 0; i < WORKERS * 4; i++) {
      ended.add(pool.submit(LeakTest::nothingIsLeft));
    }
    for (Future<?> one : ended) {
      one.get();
    }
  }

  private static void nothingIsLeft() {
    assertEquals(null, Mdc.copy());
    assertEquals(null, OpenScopes.innermost());
  }

  private static void run(String id, SplittableRandom random) {
    nothingIsLeft();
    switch (random.nextInt(5)) {
      case 0 -> failing(id, random);
      case 1 -> nested(id, random);
      case 2 -> inWrongOrder(id, random);
      case 3 -> closedByAnother(id, random);
      default ->
          TaskScope.task("plain").id(id).user("u-" + id).run(() -> lines(id, "u-" + id, random));
    }
    nothingIsLeft();
  }

  private static void failing(String id, SplittableRandom random) {
    IllegalStateException failure = new IllegalStateException(id);
    try {
      TaskScope.task("failing")
          .id(id)
          .user("u-" + id)
          .run(
              () -> {
                lines(id, "u-" + id, random);
                throw failure;
              });
    } catch (IllegalStateException expected) {
      assertEquals(failure, expected);
    }
  }

  private static void nested(String id, SplittableRandom random) {
    try (TaskScope outer = TaskScope.task("outer").id(id).user("u-" + id).open()) {
      lines(id, "u-" + id, random);
      String inner = id + "-inner";
      TaskScope.task("inner").id(inner).run(() -> lines(inner, "u-" + id, random));
      lines(id, "u-" + id, random);
      outer.succeed();
    }
  }

  /** The thread that opened it keeps its fields until it opens the next one. */
  private static void closedByAnother(String id, SplittableRandom random) {
    TaskScope scope = TaskScope.task("handed over").id(id).user("u-" + id).open();
    lines(id, "u-" + id, random);
    Thread other = new Thread(scope::close);
    other.start();
    boolean waits = random.nextBoolean();
    if (waits) {
      join(other);
    }
    String next = id + "-next";
    TaskScope.task("next").id(next).user("u-" + next).run(() -> lines(next, "u-" + next, random));
    if (!waits) {
      join(other);
      TaskScope.task("last").id(next + "-last").user("u-" + id).run(() -> {});
    }
  }

  private static void join(Thread other) {
    try {
      other.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static void inWrongOrder(String id, SplittableRandom random) {
    List<TaskScope> open = new ArrayList<>();
    int depth = 2 + random.nextInt(3);
    for (int i = 0; i < depth; i++) {
      String own = i == 0 ? id : id + "-" + i;
      open.add(TaskScope.task("level " + i).id(own).user("u-" + own).open());
      lines(own, "u-" + own, random);
    }
    while (!open.isEmpty()) {
      TaskScope next = open.remove(random.nextInt(open.size()));
      next.succeed();
      next.close();
      if (random.nextInt(8) == 0) {
        Thread.yield();
      }
    }
  }

  private static void lines(String id, String user, SplittableRandom random) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      LOG.info("{} of {}", id, user);
      MDC.put("left", id);
      Thread.yield();
    }
  }
}
