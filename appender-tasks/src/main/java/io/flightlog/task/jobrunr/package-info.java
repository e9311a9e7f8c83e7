/**
 * Runs of <a href="https://www.jobrunr.io">JobRunr</a>: {@link
 * io.flightlog.task.jobrunr.FlightlogJobFilter}, registered where JobRunr is configured, makes each
 * attempt at a job a {@link io.flightlog.task.TaskScope}.
 */
@NullMarked
package io.flightlog.task.jobrunr;

import org.jspecify.annotations.NullMarked;
