package io.flightlog.examples.fleet;

import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Who asks for what: the n-th request of the demo. The same number always gives the same task, user
 * and detail (trace ids differ), so that runs are alike; about every fourth request cannot succeed.
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

  /** Any n from 0; ids are unique by it. */
  static TaskInstance<Job> request(int n) {
    SplittableRandom random = new SplittableRandom(SEED + n);
    String user = anyOf(USERS, random);
    return switch (random.nextInt(6)) {
      case 0 -> task(FleetTasks.BOOK_PAYMENT, "payment", n, user, invoice(n, oneIn(2, random)));
      case 1 -> task(FleetTasks.EXPORT_REPORT, "report", n, user, template(oneIn(2, random)));
      case 2 -> task(FleetTasks.CONVERT_INVOICE, "invoice", n, user, anyOf(CURRENCIES, random));
      default -> task(FleetTasks.RECEIVE_ORDER, "order", n, user, prices(oneIn(7, random), random));
    };
  }

  private static TaskInstance<Job> task(
      TaskDescriptor<Job> kind, String prefix, int n, String user, String detail) {
    String id = String.format(Locale.ROOT, "%s-%04d", prefix, n);
    return kind.instance(id).data(new Job(user, TaskRun.hex(32), detail)).build();
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
