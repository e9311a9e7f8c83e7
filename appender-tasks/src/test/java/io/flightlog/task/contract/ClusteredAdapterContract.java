package io.flightlog.task.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The same, of a scheduler that keeps its jobs in a store, and tries those again that failed. */
public abstract class ClusteredAdapterContract extends AdapterContract {
  @Test
  void eachAttemptIsARunOfTheSameTask() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    define(
        "stubborn",
        () -> {
          if (calls.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
          }
        });
    scheduler.startInstance(1);
    enqueueAs("alice", "stubborn", 3);
    List<LoggedRun> runs = awaitRuns("stubborn", 3);
    for (int i = 0; i < 3; i++) {
      LoggedRun run = runs.get(i);
      assertEquals(String.valueOf(i + 1), run.field("task.attempt"));
      assertEquals(i < 2 ? "failure" : "success", run.field("event.outcome"));
      assertEquals(runs.get(0).field("task.id"), run.field("task.id"));
      assertEquals(scheduler.taskName(), run.field("task.name"));
      assertEquals("alice", run.field("user.id"));
      assertEquals(TRACE, run.field("trace.id"));
    }
  }

  /** Nothing but the store can have told the instance: it starts when the enqueuer is gone. */
  @Test
  void userAndTraceOfTheEnqueuerReachAnotherInstance() throws Exception {
    define("far", () -> {});
    Thread enqueuer =
        new Thread(
            () -> {
              try {
                enqueueAs("alice", "far", 1);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    enqueuer.start();
    enqueuer.join();
    scheduler.startInstance(1);
    LoggedRun run = awaitRuns("far", 1).get(0);
    assertEquals("alice", run.field("user.id"));
    assertEquals(TRACE, run.field("trace.id"));
    assertEquals("alice", run.lines().get(0).getMDCPropertyMap().get("user.id"));
  }
}
