package io.flightlog.examples.fleet;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import io.flightlog.task.dbscheduler.RecordingListener;
import java.time.Duration;
import org.h2.jdbcx.JdbcConnectionPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One scheduler process of the fleet: a clustered db-scheduler on the shared database, which logs
 * as {@code scheduler/logback.xml} or {@code scheduler/log4j2.xml} says. Ends in order on SIGTERM,
 * and at once when the JVM that started it is gone. Takes the JDBC URL as its argument and {@code
 * INSTANCE_NAME}, {@code ELASTICSEARCH_URL}, {@code FLEET_RUN}, {@code FLEET_DURABILITY} and {@code
 * FLEET_SPOOL} from the environment.
 */
public final class SchedulerInstance {
  /** Logged when tasks can run; the controlling JVM waits for it. */
  static final String READY = "Ready to run tasks";

  private static final Logger log = LoggerFactory.getLogger(SchedulerInstance.class);
  private static final int THREADS = 3;

  private SchedulerInstance() {}

  /** Starts the scheduler and returns; its threads keep the JVM alive. */
  public static void main(String[] args) {
    Lifeline.watch(() -> Runtime.getRuntime().halt(1));
    Logging logging = Logging.ofThisProcess();
    SafeEventsReport report = SafeEventsReport.start(logging);
    String name = System.getenv("INSTANCE_NAME");
    JdbcConnectionPool database = JdbcConnectionPool.create(args[0], "sa", "");
    FleetTasks tasks = new FleetTasks(database);
    Scheduler scheduler =
        Scheduler.create(database, tasks.onDemand())
            .startTasks(tasks.recurring())
            .schedulerName(new SchedulerName.Fixed(name))
            .threads(THREADS)
            .pollingInterval(Duration.ofMillis(250))
            // a killed instance's tasks are revived elsewhere after four missed heartbeats
            .heartbeatInterval(Duration.ofSeconds(1))
            .missedHeartbeatsLimit(4)
            // each execution is a run in the log: its lines have task, user and trace
            .addSchedulerListener(
                new RecordingListener(
                    (run, execution) -> run.queue(FleetTasks.queueOf(execution.getTaskName()))))
            // without the exception: the run's record has it
            .failureLogging(LogLevel.WARN, false)
            .shutdownMaxWait(Duration.ofSeconds(5))
            .build();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> stop(scheduler, database, logging, report), "orderly-stop"));
    scheduler.start();
    log.info("{} of {}", READY, name);
  }

  /**
   * In this order: what the last tasks log is still delivered, because the appender closes last and
   * drains.
   */
  private static void stop(
      Scheduler scheduler, JdbcConnectionPool database, Logging logging, SafeEventsReport report) {
    log.info("Stopping");
    scheduler.stop();
    database.dispose();
    log.info("Stopped");
    logging.stop();
    report.tell();
  }
}
