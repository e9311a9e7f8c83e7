package io.flightlog.examples.quickstart;

import io.flightlog.Flightlog;
import io.flightlog.FlushResult;
import io.flightlog.task.TaskScope;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;

/**
 * Imports three files for alice, each of them a task within the task, and one of them in vain. Its
 * lines are logged through Log4j2; each has its task and its user.
 */
public final class NightlyImport {
  private static final Logger log = LogManager.getLogger();

  private NightlyImport() {}

  /** Ends with status 0; its last line says where the log is. */
  public static void main(String[] args) {
    ThreadContext.put("user.id", "alice");
    log.info("Good evening");
    TaskScope.task("nightly-import").id("shop-7").trigger("cron").run(NightlyImport::importAll);
    FlushResult flushed = Flightlog.flush(Duration.ofSeconds(10));
    System.out.println("log: " + flushed.outcome() + ", " + flushed.unsettled() + " unsettled");
  }

  private static void importAll() {
    for (String file : List.of("orders.csv", "prices.csv", "stock.csv")) {
      try {
        TaskScope.task("import-file").id(file).run(() -> importFile(file));
      } catch (IllegalStateException e) { // its record says why
        log.warn("{} is left for tomorrow", file);
      }
    }
    log.info("Shop 7 is up to date");
  }

  private static void importFile(String file) {
    for (int part = 1; part <= 3; part++) {
      log.info("Part {} of {} is read", part, file);
      if (part == 2 && file.equals("prices.csv")) {
        throw new IllegalStateException("line 31 has no price");
      }
    }
  }
}
