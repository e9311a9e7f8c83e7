/**
 * What happened to the events, and how it is told: one counter per fate, a snapshot record, how
 * many each open run of a task has logged, and the seam to the framework's own status channel.
 * Imports no stage.
 */
@NullMarked
package io.flightlog.metrics;

import org.jspecify.annotations.NullMarked;
