package io.flightlog.examples.fleet;

import io.flightlog.task.search.FoundError;
import io.flightlog.task.search.FoundInstance;
import io.flightlog.task.search.FoundLine;
import io.flightlog.task.search.FoundRun;
import io.flightlog.task.search.FoundTask;
import io.flightlog.task.search.InstanceEnd;
import io.flightlog.task.search.InstanceIntegrity;
import io.flightlog.task.search.RecorderDeath;
import io.flightlog.task.search.RunOutcome;
import io.flightlog.task.search.SequenceRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Elasticsearch might have answered. */
final class Samples {
  static final RecorderDeath DEATH =
      new RecorderDeath(Instant.EPOCH, "Flightlog recorder died", 1_099, 1_098, 7);

  private static final FoundError ERROR = new FoundError("a.B", "c", "a.B: c\n\tat d", "id");

  private Samples() {}

  static FoundRun failure(String instance) {
    return run(instance, RunOutcome.FAILURE, ERROR);
  }

  static FoundRun success(String instance) {
    return run(instance, RunOutcome.SUCCESS, null);
  }

  private static FoundRun run(String instance, RunOutcome outcome, @Nullable FoundError error) {
    return new FoundRun(
        Instant.EPOCH,
        task(),
        instance(instance),
        outcome,
        null,
        Instant.EPOCH,
        Duration.ofMillis(1),
        null,
        error);
  }

  static FoundLine failedLine(String instance) {
    return new FoundLine(
        Instant.EPOCH, task(), instance(instance), 0L, "ERROR", "a", "main", "failed", null, ERROR);
  }

  /** Whole from 0 to the highest, but for the holes. */
  static InstanceIntegrity integrity(
      String instance, long highest, @Nullable RecorderDeath death, SequenceRange... holes) {
    List<SequenceRange> absent = List.of(holes);
    return new InstanceIntegrity(
        instance(instance),
        highest + 1 - absent.stream().mapToLong(SequenceRange::count).sum(),
        highest,
        absent,
        0,
        death == null ? InstanceEnd.STOPPED : InstanceEnd.DIED,
        null,
        death);
  }

  private static FoundTask task() {
    return new FoundTask(
        "order.price", "order-1", "run", 1L, "order", null, null, "alice", "abc", "span");
  }

  private static FoundInstance instance(String name) {
    return new FoundInstance("id-of-" + name, name, "scheduler-fleet");
  }
}
