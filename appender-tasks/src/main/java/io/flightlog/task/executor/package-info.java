/**
 * Runs of a plain {@link java.util.concurrent.ScheduledExecutorService}: {@link
 * io.flightlog.task.executor.TaskExecutors#recording} makes each of its executions a {@link
 * io.flightlog.task.TaskScope}.
 */
@NullMarked
package io.flightlog.task.executor;

import org.jspecify.annotations.NullMarked;
