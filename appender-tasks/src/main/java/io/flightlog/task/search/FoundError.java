package io.flightlog.task.search;

import org.jspecify.annotations.Nullable;

/**
 * What was thrown.
 *
 * @param id {@code error.id}: equal for equal failures
 */
public record FoundError(
    @Nullable String type,
    @Nullable String message,
    @Nullable String stackTrace,
    @Nullable String id) {}
