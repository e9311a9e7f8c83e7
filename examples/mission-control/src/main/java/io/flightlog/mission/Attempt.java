package io.flightlog.mission;

import io.flightlog.task.search.FoundError;
import io.flightlog.task.search.FoundInstance;
import io.flightlog.task.search.FoundLine;
import io.flightlog.task.search.FoundRun;
import io.flightlog.task.search.FoundTask;
import io.flightlog.task.search.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run, ended or not, as its records tell.
 *
 * @param outcome null if it has not ended
 * @param end null if it has not ended, or nobody knows when
 */
record Attempt(
    FoundTask task,
    FoundInstance instance,
    State state,
    @Nullable RunOutcome outcome,
    @Nullable String reason,
    @Nullable Instant start,
    @Nullable Instant end,
    @Nullable Duration duration,
    @Nullable Duration lag,
    @Nullable FoundError error) {

  /** What has become of it. */
  enum State {
    ENDED,
    RUNNING,
    /** Somebody found it dead. */
    DIED
  }

  static Attempt ended(FoundRun run) {
    return new Attempt(
        run.task(),
        run.instance(),
        State.ENDED,
        run.outcome(),
        run.reason(),
        run.start(),
        run.time(),
        run.duration(),
        run.lag(),
        ShownLine.error(run.error()));
  }

  /**
   * @param started its {@code task-started} record
   */
  static Attempt open(FoundLine started, State state) {
    return new Attempt(
        started.task(),
        started.instance(),
        state,
        null,
        null,
        started.time(),
        null,
        null,
        null,
        null);
  }
}
