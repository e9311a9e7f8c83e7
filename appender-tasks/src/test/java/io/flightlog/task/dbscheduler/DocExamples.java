package io.flightlog.task.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.flightlog.task.TaskContext;
import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import javax.sql.DataSource;

/** What {@code docs/schedulers/db-scheduler.md} shows. */
final class DocExamples {
  static final TaskDescriptor<Report> REPORT = TaskDescriptor.of("daily-report", Report.class);

  private final DataSource database;
  private final Task<Report> report;

  record Report(String customer, HashMap<String, String> taskContext)
      implements CarriesContext, Serializable {}

  DocExamples(DataSource database, Task<Report> report) {
    this.database = database;
    this.report = report;
  }

  Scheduler register() {
    Scheduler scheduler =
        Scheduler.create(database, report).addSchedulerListener(new RecordingListener()).build();
    return scheduler;
  }

  void enqueue() {
    SchedulerClient client = SchedulerClient.Builder.create(database, report).build();
    HashMap<String, String> context = new HashMap<>();
    TaskContext.inject(context);
    client.scheduleIfNotExists(
        REPORT.instance("4711").data(new Report("acme", context)).build(), Instant.now());
  }

  Scheduler registerWithDetails() {
    return Scheduler.create(database, report)
        .addSchedulerListener(
            new RecordingListener(
                (run, execution) -> {
                  run.queue("reports");
                  if (execution.taskInstance.getData() instanceof Report data) {
                    run.user(data.customer());
                  }
                }))
        .build();
  }
}
