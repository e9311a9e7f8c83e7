package io.flightlog.task.jobrunr;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.JobFilter;
import org.jobrunr.jobs.filters.JobPerformingFilters;
import org.jobrunr.jobs.filters.RetryFilter;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.configuration.BackgroundJobServerWorkerPolicy;
import org.jobrunr.server.configuration.DefaultBackgroundJobServerWorkerPolicy;
import org.jobrunr.storage.InMemoryStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;
import org.slf4j.LoggerFactory;

/** A store of jobs, as JSON, and the servers on it. Driven by the test's thread. */
final class JobStore implements AutoCloseable {
  /** The shortest that JobRunr allows. */
  private static final Duration POLL = Duration.ofMillis(200);

  private final InMemoryStorageProvider storage = new InMemoryStorageProvider();
  private final JobScheduler scheduler;
  private final List<BackgroundJobServer> servers = new ArrayList<>();
  private int pollsToDeath = 100;

  /** JobRunr warns of a filter that takes 10 ms, which on a busy machine is any. */
  JobStore() {
    ((Logger) LoggerFactory.getLogger(JobPerformingFilters.class)).setLevel(Level.ERROR);
    storage.setJobMapper(new JobMapper(new JacksonJsonMapper()));
    scheduler = new JobScheduler(storage, List.of(new FlightlogJobFilter()));
  }

  /** Who shows no sign of life for so many polls is dead; few are not enough on a busy machine. */
  void pollsToDeath(int polls) {
    pollsToDeath = polls;
  }

  JobScheduler scheduler() {
    return scheduler;
  }

  InMemoryStorageProvider storage() {
    return storage;
  }

  BackgroundJobServer startServer(int workers) {
    return startServer(new DefaultBackgroundJobServerWorkerPolicy(workers));
  }

  /**
   * @param others come behind the filter under test
   */
  BackgroundJobServer startServer(BackgroundJobServerWorkerPolicy workers, JobFilter... others) {
    BackgroundJobServer server =
        JobRunr.configure()
            .useStorageProvider(storage)
            .withJobFilter(new FlightlogJobFilter())
            .withJobFilter(others)
            .withJobFilter(new RetryAtOnce())
            .useBackgroundJobServer(
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                    .andPollInterval(POLL)
                    .andServerTimeoutPollIntervalMultiplicand(pollsToDeath)
                    .andDeleteSucceededJobsAfter(Duration.ZERO)
                    .andPermanentlyDeleteDeletedJobsAfter(Duration.ZERO)
                    .andInterruptJobsAwaitDurationOnStopBackgroundJobServer(Duration.ZERO)
                    .andBackgroundJobServerWorkerPolicy(workers))
            .initialize()
            .getBackgroundJobServer();
    servers.add(server);
    return server;
  }

  @Override
  public void close() {
    servers.forEach(BackgroundJobServer::stop);
    storage.close();
  }

  private static final class RetryAtOnce extends RetryFilter {
    @Override
    protected long getSecondsToAdd(Job job) {
      return 0;
    }
  }
}
