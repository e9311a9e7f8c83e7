package io.flightlog.task.search;

import java.time.Duration;
import java.time.Instant;

/**
 * The start of a run that had a time to start at: its {@code task-started} record.
 *
 * @param time of the record, in milliseconds
 * @param lag from when it should have started to its start; negative where clocks differ
 */
public record FoundStart(Instant time, FoundTask task, FoundInstance instance, Duration lag) {}
