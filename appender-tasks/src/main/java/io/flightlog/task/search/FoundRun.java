package io.flightlog.task.search;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that has ended: its {@code task-run} record.
 *
 * @param time of the record, which is the end of the run; in milliseconds, as the index has it
 * @param start {@code event.start}, in milliseconds
 * @param duration {@code event.duration}, by the monotonic clock of the instance
 * @param lag from when it should have started to its start; negative where clocks differ
 * @param reason {@code event.reason}: why the outcome is unknown
 * @param error of a failure
 */
public record FoundRun(
    Instant time,
    FoundTask task,
    FoundInstance instance,
    RunOutcome outcome,
    @Nullable String reason,
    @Nullable Instant start,
    @Nullable Duration duration,
    @Nullable Duration lag,
    @Nullable FoundError error) {}
