package io.flightlog.examples.fleet;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tasks every instance knows, as db-scheduler takes them. An order passes three tasks, each of
 * which replaces itself by the next one under the same id and trace; whichever instance polls first
 * runs it. What fails is tried three times in all.
 */
final class FleetTasks {
  static final TaskDescriptor<Job> RECEIVE_ORDER = TaskDescriptor.of("order.receive", Job.class);
  static final TaskDescriptor<Job> PRICE_ORDER = TaskDescriptor.of("order.price", Job.class);
  static final TaskDescriptor<Job> SHIP_ORDER = TaskDescriptor.of("order.ship", Job.class);
  static final TaskDescriptor<Job> BOOK_PAYMENT = TaskDescriptor.of("payment.book", Job.class);
  static final TaskDescriptor<Job> EXPORT_REPORT = TaskDescriptor.of("report.export", Job.class);
  static final TaskDescriptor<Job> CONVERT_INVOICE =
      TaskDescriptor.of("invoice.convert", Job.class);

  private static final Logger log = LoggerFactory.getLogger(FleetTasks.class);
  private static final TaskDescriptor<Void> REFRESH_RATES = TaskDescriptor.of("rates.refresh");
  private static final int RETRIES = 2;
  private static final Duration FIRST_RETRY_AFTER = Duration.ofMillis(800);

  private final OrderWork orders = new OrderWork();
  private final LedgerWork ledger;

  FleetTasks(DataSource database) {
    this.ledger = new LedgerWork(database);
  }

  /** The tasks that somebody asks for. */
  List<Task<?>> onDemand() {
    return List.of(
        step(RECEIVE_ORDER, orders::receive, PRICE_ORDER),
        step(PRICE_ORDER, orders::price, SHIP_ORDER),
        last(SHIP_ORDER, orders::ship),
        last(BOOK_PAYMENT, ledger::bookPayment),
        last(EXPORT_REPORT, ledger::exportReport),
        last(CONVERT_INVOICE, ledger::convertInvoice));
  }

  /** The task that the cluster runs by the clock, on one instance at a time. */
  RecurringTask<Void> recurring() {
    return Tasks.recurring(REFRESH_RATES, FixedDelay.of(Duration.ofSeconds(2)))
        .execute((instance, context) -> ledger.refreshRates());
  }

  /** Which part of the business a task is of, by its name; {@code task.queue} says it. */
  static String queueOf(String task) {
    return task.substring(0, task.indexOf('.'));
  }

  private static Task<Job> step(
      TaskDescriptor<Job> task, Consumer<Job> work, TaskDescriptor<Job> next) {
    return Tasks.custom(task)
        .onFailure(threeAttempts())
        .execute(
            (instance, context) -> {
              work.accept(instance.getData());
              return new CompletionHandler.OnCompleteReplace<>(
                  done ->
                      next.instance(done.getId())
                          .data(done.getData().forNextStep())
                          .scheduledTo(Instant.now()));
            });
  }

  private static Task<Job> last(TaskDescriptor<Job> task, Consumer<Job> work) {
    return Tasks.oneTime(task)
        .onFailure(threeAttempts())
        .execute((instance, context) -> work.accept(instance.getData()));
  }

  /** What it logs belongs to the last attempt: the run that failed is still open here. */
  private static FailureHandler<Job> threeAttempts() {
    return FailureHandler.<Job>maxRetries(RETRIES)
        .withBackoff(FIRST_RETRY_AFTER)
        .thenRemove(
            complete ->
                log.error(
                    "Giving up {} after {} attempts",
                    complete.getExecution().getTaskName(),
                    complete.getExecution().consecutiveFailures + 1));
  }
}
