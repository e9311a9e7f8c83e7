package io.flightlog.examples.jobrunr;

import ch.qos.logback.classic.LoggerContext;
import io.flightlog.task.jobrunr.FlightlogJobFilter;
import java.time.Duration;
import java.util.List;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs until a signal ends it; then JobRunr comes first, and the logging after it. {@code
 * JobRunr.configure()} would add a shutdown hook of its own, beside this one, so the server is made
 * by hand.
 */
public final class MailRoom {
  private final JobDatabase database = JobDatabase.open();
  private final BackgroundJobServer server = server();

  private MailRoom() {}

  public static void main(String[] args) {
    MailRoom mailRoom = new MailRoom();
    Runtime.getRuntime().addShutdownHook(new Thread(mailRoom::stop, "stop"));
    mailRoom.start();
  }

  private BackgroundJobServer server() {
    JacksonJsonMapper json = new JacksonJsonMapper();
    database.storage().setJobMapper(new JobMapper(json));
    BackgroundJobServer server =
        new BackgroundJobServer(
            database.storage(),
            json,
            null,
            BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                .andWorkerCount(2)
                .andPollInterval(Duration.ofSeconds(5)));
    server.setJobFilters(List.of(new FlightlogJobFilter()));
    return server;
  }

  private void start() {
    server.start();
    JobScheduler jobs = new JobScheduler(database.storage(), List.of(new FlightlogJobFilter()));
    jobs.<Letters>scheduleRecurrently("postbox", Duration.ofSeconds(5), Letters::emptyPostbox);
  }

  private void stop() {
    server.stop();
    database.close();
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }
}
