package io.flightlog.task.springbatch;

import io.flightlog.task.TaskBuilder;
import io.flightlog.task.TaskContext;
import io.flightlog.task.TaskScope;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.JobExecutionListener;
import org.springframework.batch.core.JobInstance;
import org.springframework.batch.core.JobParameter;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.StepExecution;

/**
 * A run from {@code beforeJob} to {@code afterJob}, which Spring Batch calls on one thread, the
 * second always and after its own lines about failures. A job that fails before it begins, by its
 * parameters or by another listener, is a run too, without a length.
 */
final class JobRuns implements JobExecutionListener {
  private static final String EXECUTION = "batch.execution";

  private final Attempts attempts;
  private final Map<JobExecution, TaskScope> open =
      Collections.synchronizedMap(new IdentityHashMap<>());

  JobRuns(Attempts attempts) {
    this.attempts = attempts;
  }

  @Override
  public void beforeJob(JobExecution execution) {
    open.put(execution, begin(execution));
  }

  @Override
  public void afterJob(JobExecution execution) {
    TaskScope begun = open.remove(execution);
    try (TaskScope scope = begun == null ? begin(execution) : begun) {
      BatchStatus status = execution.getStatus();
      if (status == BatchStatus.COMPLETED) {
        scope.succeedUnlessSaid();
      } else if (status.isUnsuccessful()) {
        scope.fail(cause(execution));
      } else {
        scope.skip("the job was stopped");
      }
    }
  }

  private TaskScope begin(JobExecution execution) {
    JobInstance instance = execution.getJobInstance();
    TaskBuilder task =
        TaskScope.task(instance.getJobName())
            .id(String.valueOf(instance.getInstanceId()))
            .scheduledAt(instant(execution.getCreateTime()))
            .from(TaskContext.extract(texts(execution.getJobParameters())));
    Integer attempt = attempts.of(execution);
    TaskScope scope = (attempt == null ? task : task.attempt(attempt)).open();
    MDC.put(EXECUTION, String.valueOf(execution.getId()));
    return scope;
  }

  /** The repository's times are of the system's zone. */
  private static @Nullable Instant instant(@Nullable LocalDateTime time) {
    return time == null ? null : time.atZone(ZoneId.systemDefault()).toInstant();
  }

  private static @Nullable Throwable cause(JobExecution execution) {
    List<Throwable> ofJob = execution.getFailureExceptions();
    if (!ofJob.isEmpty()) {
      return ofJob.get(0);
    }
    for (StepExecution step : execution.getStepExecutions()) {
      if (!step.getFailureExceptions().isEmpty()) {
        return step.getFailureExceptions().get(0);
      }
    }
    return null;
  }

  private static Map<String, String> texts(JobParameters parameters) {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JobParameter<?>> parameter : parameters.getParameters().entrySet()) {
      if (parameter.getValue().getValue() instanceof String text) {
        texts.put(parameter.getKey(), text);
      }
    }
    return texts;
  }
}
