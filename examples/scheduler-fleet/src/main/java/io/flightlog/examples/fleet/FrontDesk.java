package io.flightlog.examples.fleet;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.slf4j.MDC;

/**
 * Hands requests of the {@link Workload} to the cluster at a steady rate, as any application does
 * that shares the scheduler's database: it writes a row and some instance runs it. Used by one
 * thread, which calls {@link #handIn} often.
 */
final class FrontDesk {
  private final SchedulerClient client;
  private final Duration interval;
  private int handedIn;

  /**
   * @param perSecond requests per second
   */
  FrontDesk(DataSource database, int perSecond) {
    this.client =
        SchedulerClient.Builder.create(database, new FleetTasks(database).onDemand()).build();
    this.interval = Duration.ofSeconds(1).dividedBy(perSecond);
  }

  /**
   * Hands in what is due.
   *
   * @param elapsed since the desk opened
   */
  void handIn(Duration elapsed) {
    while (interval.multipliedBy(handedIn).compareTo(elapsed) <= 0) {
      handIn(Workload.request(handedIn));
      handedIn++;
    }
  }

  /** In the user's name, as after a login. */
  private void handIn(Workload.Request request) {
    MDC.put("user.id", request.user());
    Tracing.startTrace();
    try {
      client.scheduleIfNotExists(request.task(), Instant.now());
    } finally {
      MDC.clear();
    }
  }

  int handedIn() {
    return handedIn;
  }
}
