package io.flightlog.task.search;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How late the runs of a task start: those that have ended, and those that have not.
 *
 * @param task {@code task.name}; null: runs without a name
 * @param starts how many runs had a time to start at; exact
 * @param median approximated by the server (t-digest), as are the other percentiles
 * @param max exact, up to a hundred days
 */
public record TaskLag(
    @Nullable String task,
    long starts,
    Duration median,
    Duration percentile95,
    Duration percentile99,
    Duration max) {}
