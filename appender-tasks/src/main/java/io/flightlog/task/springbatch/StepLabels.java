package io.flightlog.task.springbatch;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.StepExecution;
import org.springframework.batch.core.StepExecutionListener;

/** Names the step in the lines of its thread, as {@code labels.batch_step} of a document. */
final class StepLabels implements StepExecutionListener {
  private static final String STEP = "batch.step";

  @Override
  public void beforeStep(StepExecution execution) {
    MDC.put(STEP, execution.getStepName());
  }

  @Override
  public @Nullable ExitStatus afterStep(StepExecution execution) {
    MDC.remove(STEP);
    return null;
  }
}
