package io.flightlog.examples.jobrunr;

import ch.qos.logback.classic.LoggerContext;
import io.flightlog.task.jobrunr.FlightlogJobFilter;
import java.util.UUID;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.scheduling.JobScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Serves a request of alice and one of bob: hands jobs in, runs none, and is gone. */
public final class FrontDesk {
  private static final Logger log = LoggerFactory.getLogger(FrontDesk.class);

  private FrontDesk() {}

  public static void main(String[] args) {
    try (JobDatabase database = JobDatabase.open()) {
      JobScheduler jobs =
          JobRunr.configure()
              .useStorageProvider(database.storage())
              .withJobFilter(new FlightlogJobFilter())
              .initialize()
              .getJobScheduler();
      request("alice", () -> jobs.<Letters>enqueue(letters -> letters.send("carol")));
      request("bob", () -> jobs.<Letters>enqueue(letters -> letters.print("invoice-7")));
    } finally {
      ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
  }

  /** What a web framework, or OpenTelemetry, does around each request. */
  private static void request(String user, Runnable handler) {
    MDC.put("user.id", user);
    MDC.put("trace.id", UUID.randomUUID().toString().replace("-", ""));
    MDC.put("span.id", UUID.randomUUID().toString().replace("-", "").substring(16));
    try {
      log.info("A request of {}", user);
      handler.run();
    } finally {
      MDC.clear();
    }
  }
}
