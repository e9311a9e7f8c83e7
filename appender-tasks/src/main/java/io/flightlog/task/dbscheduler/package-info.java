/**
 * Runs of <a href="https://github.com/kagkarlsson/db-scheduler">db-scheduler</a>: {@link
 * io.flightlog.task.dbscheduler.RecordingListener}, registered with the scheduler's builder, makes
 * each execution a {@link io.flightlog.task.TaskScope}.
 */
@NullMarked
package io.flightlog.task.dbscheduler;

import org.jspecify.annotations.NullMarked;
