package io.flightlog.task.springbatch;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.JobExecution;
import org.springframework.batch.core.repository.JobRepository;

/** Which execution of its job instance an execution is, asked of the repository. */
final class Attempts {
  private final Supplier<@Nullable JobRepository> repository;

  Attempts(Supplier<@Nullable JobRepository> repository) {
    this.repository = repository;
  }

  /** From 1; null where nobody knows. */
  @Nullable Integer of(JobExecution execution) {
    try {
      JobRepository asked = repository.get();
      Long id = execution.getId();
      if (asked == null || id == null) {
        return null;
      }
      List<JobExecution> all = asked.findJobExecutions(execution.getJobInstance());
      long upToThis =
          all.stream()
              .map(JobExecution::getId)
              .filter(other -> other != null && other <= id)
              .count();
      return upToThis == 0 ? null : Math.toIntExact(upToThis);
    } catch (RuntimeException unknown) {
      return null;
    }
  }
}
