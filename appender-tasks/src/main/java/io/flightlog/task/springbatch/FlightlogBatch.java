package io.flightlog.task.springbatch;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.AbstractStep;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * {@code @Import(FlightlogBatch.class)} makes each execution of each job that is a bean a run of a
 * task, by a listener that it adds as the last one: so it is called if and only if the job is about
 * to begin, and before the others when it has ended. Jobs that are no beans are given to {@link
 * #record}, before they run.
 */
public final class FlightlogBatch implements BeanPostProcessor, BeanFactoryAware {
  private final JobRuns runs = new JobRuns(new Attempts(this::repository));
  private final StepLabels labels = new StepLabels();
  private volatile Supplier<@Nullable JobRepository> repositories = () -> null;

  @Override
  public void setBeanFactory(BeanFactory beans) {
    repositories = () -> beans.getBeanProvider(JobRepository.class).getIfUnique();
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String beanName) {
    if (bean instanceof AbstractJob job) {
      record(job);
    } else if (bean instanceof AbstractStep step) {
      step.registerStepExecutionListener(labels);
    }
    return bean;
  }

  /** Makes the executions of this job runs, and names its steps in their lines. */
  public void record(AbstractJob job) {
    job.registerJobExecutionListener(runs);
    try {
      for (String name : job.getStepNames()) {
        Step step = job.getStep(name);
        if (step instanceof AbstractStep itself) {
          itself.registerStepExecutionListener(labels);
        }
      }
    } catch (RuntimeException notYet) {
      // a step of the scope of a job or step: it is looked at when it is made
    }
  }

  private @Nullable JobRepository repository() {
    return repositories.get();
  }
}
