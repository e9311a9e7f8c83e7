package io.flightlog.task.search;

import java.time.Instant;

/**
 * The {@code recorder-died} record of an instance, by whoever sent what it had left on disk.
 *
 * @param time when it was found, in milliseconds
 * @param sequence the highest that it is known to have given out
 * @param secured everything up to this sequence is in the index or was in its spool
 * @param recovered events that were in its spool
 */
public record RecorderDeath(
    Instant time, String message, long sequence, long secured, long recovered) {}
