package io.flightlog.task.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which task, run, user and trace a document belongs to, as far as it says.
 *
 * @param name {@code task.name}
 * @param id {@code task.id}
 * @param runId {@code task.run.id}
 * @param attempt {@code task.attempt}
 * @param queue {@code task.queue}
 * @param scheduledAt {@code task.scheduled_at}, in milliseconds
 * @param trigger {@code task.trigger}
 * @param userId {@code user.id}
 * @param traceId {@code trace.id}
 * @param spanId {@code span.id}
 */
public record FoundTask(
    @Nullable String name,
    @Nullable String id,
    @Nullable String runId,
    @Nullable Long attempt,
    @Nullable String queue,
    @Nullable Instant scheduledAt,
    @Nullable String trigger,
    @Nullable String userId,
    @Nullable String traceId,
    @Nullable String spanId) {}
