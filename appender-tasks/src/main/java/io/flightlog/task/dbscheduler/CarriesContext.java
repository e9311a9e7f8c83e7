package io.flightlog.task.dbscheduler;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Task data that knows who enqueued it. db-scheduler stores nothing of an execution but its data,
 * so user and trace travel in there; a component of a record, or a field, is all it takes.
 */
public interface CarriesContext {
  /**
   * What {@link io.flightlog.task.TaskContext#inject(Map)} wrote on the thread that enqueued it.
   * Called once for each run, on the thread that runs it. Null where it is not known: data that was
   * stored before its class had the field.
   */
  @Nullable Map<String, String> taskContext();
}
