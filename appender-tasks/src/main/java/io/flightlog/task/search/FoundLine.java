package io.flightlog.task.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a task or a run, or one of its records.
 *
 * @param time in milliseconds, as the index has it
 * @param sequence {@code event.sequence}: the order within the instance
 * @param action {@code event.action}; of records, such as {@code task-run}
 */
public record FoundLine(
    Instant time,
    FoundTask task,
    FoundInstance instance,
    @Nullable Long sequence,
    @Nullable String level,
    @Nullable String logger,
    @Nullable String thread,
    @Nullable String message,
    @Nullable String action,
    @Nullable FoundError error) {}
