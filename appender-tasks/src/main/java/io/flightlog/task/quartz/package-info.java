/**
 * Runs of <a href="https://www.quartz-scheduler.org">Quartz</a>: {@link
 * io.flightlog.task.quartz.RecordingPlugin}, installed in a scheduler, makes each execution of a
 * job a {@link io.flightlog.task.TaskScope}.
 */
@NullMarked
package io.flightlog.task.quartz;

import org.jspecify.annotations.NullMarked;
