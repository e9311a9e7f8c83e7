package io.flightlog.task.spring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When the runs of one task are due. Asked by the thread that runs it. */
@FunctionalInterface
interface DueTimes {
  /**
   * @param now when the run starts
   * @return when it was due; null if that is unknown
   */
  @Nullable Instant ofRunAt(Instant now);
}
