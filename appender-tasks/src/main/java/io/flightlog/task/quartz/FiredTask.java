package io.flightlog.task.quartz;

import io.flightlog.task.TaskBuilder;
import io.flightlog.task.TaskContext;
import io.flightlog.task.TaskScope;
import java.util.Date;
import org.quartz.CalendarIntervalTrigger;
import org.quartz.CronTrigger;
import org.quartz.DailyTimeIntervalTrigger;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What Quartz knows of a task. Its name is the job's and its queue the job's group; its id is the
 * key of the trigger, which stays the same for each attempt, by refire or by recovery, and which
 * whoever hands a job in can choose.
 */
final class FiredTask {
  private static final Logger LOG = LoggerFactory.getLogger("io.flightlog.task");

  private FiredTask() {}

  /** Never throws: Quartz would not execute the job. What cannot be read is left out. */
  static TaskBuilder of(JobExecutionContext context) {
    Trigger trigger = context.getTrigger();
    TaskBuilder task =
        TaskScope.task(trigger.getJobKey().getName())
            .queue(trigger.getJobKey().getGroup())
            .id(id(trigger.getKey()));
    try {
      boolean recovers = context.isRecovering();
      task.attempt(context.getRefireCount() + (recovers ? 2 : 1));
      task.trigger(recovers ? "recovery" : kind(trigger));
      if (context.getScheduledFireTime() != null) {
        task.scheduledAt(context.getScheduledFireTime().toInstant());
      }
      task.from(TaskContext.extract(context.getMergedJobDataMap()));
      if (recovers) {
        task.id(id(context.getRecoveringTriggerKey()));
      }
    } catch (RuntimeException broken) {
      LOG.warn("Not all is told of job {}", trigger.getJobKey(), broken);
    }
    return task;
  }

  /** Tells of the run that this execution replaces. */
  static void died(JobExecutionContext recovery) {
    of(recovery).attempt(1).trigger(null).died("its instance is gone, and this one recovers it");
  }

  /**
   * Tells of a trigger that did not fire when it should have, on whichever thread found out: one
   * record, {@code task-misfired}, at WARN. What becomes of it, the trigger's misfire instruction
   * decides.
   */
  static void misfired(Trigger trigger) {
    if (!LOG.isWarnEnabled()) {
      return;
    }
    LoggingEventBuilder event =
        LOG.atWarn()
            .addKeyValue("event.action", "task-misfired")
            .addKeyValue("task.name", trigger.getJobKey().getName())
            .addKeyValue("task.queue", trigger.getJobKey().getGroup())
            .addKeyValue("task.id", id(trigger.getKey()))
            .addKeyValue("task.trigger", kind(trigger));
    Date missed = trigger.getNextFireTime();
    if (missed != null) {
      event = event.addKeyValue("task.scheduled_at", missed.toInstant().toString());
    }
    event.log("Trigger {} of job {} misfired", trigger.getKey(), trigger.getJobKey());
  }

  private static String id(TriggerKey key) {
    return key.getGroup().equals(Scheduler.DEFAULT_GROUP) ? key.getName() : key.toString();
  }

  private static String kind(Trigger trigger) {
    if (trigger instanceof CronTrigger) {
      return "cron";
    }
    if (trigger instanceof SimpleTrigger simple) {
      return simple.getRepeatCount() == 0 ? "once" : "simple";
    }
    if (trigger instanceof CalendarIntervalTrigger) {
      return "calendar-interval";
    }
    if (trigger instanceof DailyTimeIntervalTrigger) {
      return "daily-time-interval";
    }
    return trigger.getClass().getSimpleName();
  }
}
