package io.flightlog.task.search;

import org.jspecify.annotations.Nullable;

/**
 * How many runs of a task ended so for a user; exact.
 *
 * @param user {@code user.id}; null: runs that are nobody's
 * @param task {@code task.name}; null: runs without a name
 */
public record RunCount(
    @Nullable String user, @Nullable String task, RunOutcome outcome, long runs) {}
