/**
 * What a scheduled task does, told to the log: {@link io.flightlog.task.TaskScope} puts the fields
 * of a run into the MDC and writes two records about it, {@link io.flightlog.task.TaskContext}
 * carries them over threads and into job payloads. Needs SLF4J 2 and nothing else: any back-end
 * gets the fields; the appenders of Flightlog index them typed. Without an open scope there is no
 * state and no cost: no thread, no queue, no static but one thread-local, which is empty then.
 */
@NullMarked
package io.flightlog.task;

import org.jspecify.annotations.NullMarked;
