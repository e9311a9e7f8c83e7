package io.flightlog.examples.plainjava;

import io.flightlog.Flightlog;
import io.flightlog.FlushResult;
import io.flightlog.task.TaskScope;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job in a JVM of its own, as cron or a Kubernetes CronJob starts it. Its last line makes sure of
 * its log: when the process ends, each line is in Elasticsearch or on the disk.
 */
public final class NightlyExport {
  private static final Logger log = LoggerFactory.getLogger(NightlyExport.class);

  private NightlyExport() {}

  /**
   * Exit status: 0 if it did what it was to do, 1 if not.
   *
   * @param args what to export: {@code customers}, or anything else, which it does not know
   */
  public static void main(String[] args) {
    String what = args.length == 0 ? "customers" : args[0];
    boolean done = true;
    try {
      TaskScope.task("nightly-export").id(what).trigger("cron").run(() -> export(what));
    } catch (RuntimeException e) {
      done = false; // its record says why
    }
    FlushResult flushed = Flightlog.flush(Duration.ofSeconds(30));
    System.out.println("log: " + flushed.outcome() + ", " + flushed.unsettled() + " unsettled");
    System.exit(done ? 0 : 1);
  }

  private static void export(String what) {
    log.info("Exporting {}", what);
    if (!what.equals("customers")) {
      throw new IllegalArgumentException("nobody knows how to export " + what);
    }
    for (int part = 1; part <= 3; part++) {
      log.info("Part {} of 3 is written", part);
    }
  }
}
