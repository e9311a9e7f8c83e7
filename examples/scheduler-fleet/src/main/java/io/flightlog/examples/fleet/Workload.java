package io.flightlog.examples.fleet;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Who asks for what: the n-th request of the demo. The same number always gives the same one, so
 * that runs are alike; about every fourth request cannot succeed.
 */
final class Workload {
  static final List<String> USERS = List.of("alice", "bob", "carol", "dave", "erin");

  private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "CHF", "JPY");

  /**
   * One under which even the first thirty requests have every user, kind of work and kind of
   * failure.
   */
  private static final long SEED = 3_000;

  private Workload() {}

  /** Asks for a task; its id is that of the task. */
  record Request(String user, TaskDescriptor<Job> kind, String id, String detail) {

    /** What the scheduler takes, asked for by the calling thread's user. */
    TaskInstance<Job> task() {
      return kind.instance(id).data(Job.of(user, detail)).build();
    }
  }

  /** Any n from 0; ids are unique by it. */
  static Request request(int n) {
    SplittableRandom random = new SplittableRandom(SEED + n);
    String user = anyOf(USERS, random);
    return switch (random.nextInt(6)) {
      case 0 -> request(FleetTasks.BOOK_PAYMENT, "payment", n, user, invoice(n, oneIn(2, random)));
      case 1 -> request(FleetTasks.EXPORT_REPORT, "report", n, user, template(oneIn(2, random)));
      case 2 -> request(FleetTasks.CONVERT_INVOICE, "invoice", n, user, anyOf(CURRENCIES, random));
      default ->
          request(FleetTasks.RECEIVE_ORDER, "order", n, user, prices(oneIn(7, random), random));
    };
  }

  private static Request request(
      TaskDescriptor<Job> kind, String prefix, int n, String user, String detail) {
    return new Request(user, kind, String.format(Locale.ROOT, "%s-%04d", prefix, n), detail);
  }

  /**
   * A bad payment is for an invoice that is booked before any request: see {@code
   * fleet-schema.sql}.
   */
  private static String invoice(int n, boolean bad) {
    return bad ? "INV-PAID" : String.format(Locale.ROOT, "INV-%04d", n);
  }

  /** Nobody ever delivered the bad one. */
  private static String template(boolean bad) {
    return bad ? "quarterly" : "plain";
  }

  private static String prices(boolean bad, SplittableRandom random) {
    StringBuilder prices = new StringBuilder();
    int lines = 3 + random.nextInt(8);
    for (int line = 0; line < lines; line++) {
      String separator = bad && line == lines - 1 ? "," : ".";
      prices.append(line == 0 ? "" : " ");
      prices.append(1 + random.nextInt(99)).append(separator).append(10 + random.nextInt(90));
    }
    return prices.toString();
  }

  private static boolean oneIn(int many, SplittableRandom random) {
    return random.nextInt(many) == 0;
  }

  private static <T> T anyOf(List<T> values, SplittableRandom random) {
    return values.get(random.nextInt(values.size()));
  }
}
