package io.flightlog.mission.browser;

import io.flightlog.Flightlog;
import io.flightlog.FlushResult;
import io.flightlog.task.TaskBuilder;
import io.flightlog.task.TaskContext;
import io.flightlog.task.TaskScope;
import io.flightlog.testkit.ChildJvm;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** An instance of the fleet: a JVM of its own that runs what its part says. */
final class FleetInstance {
  static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  static final String ORDER = "order-0031";
  static final String LIVE_FAILURE = "payment-live";
  static final String HOSTILE = "hostile-1";
  static final String MARKUP =
      "<script>window.pwned=1</script><img src=x onerror=\"window.pwned=1\"> &amp; \"'`${7*7}";
  static final String CONTROLS = "\u001b[31mred\u001b[0m \u202eesrever\u202c \u0007 😀 العربية";
  static final int LONG_LINE = 64 * 1024;
  static final int MANY_LINES = 700;

  private static final Duration TO_DELIVER = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger("fleet.OrderWork");

  private FleetInstance() {}

  /** What an instance does in its life. */
  enum Part {
    KILLED {
      @Override
      void live() throws InterruptedException {
        order("order.receive", 1).run(() -> LOG.info("Received an order of 3 items from alice"));
        priceFails(1);
        TaskScope endless = task("bob", "report.export", "report-7").open();
        LOG.info("Exporting 'quarterly'");
        deliver();
        new CountDownLatch(1).await();
        endless.close();
      }
    },
    IN_THE_OUTAGE {
      @Override
      void live() {
        priceFails(2);
        task("carol", "payment.book", "payment-12").run(() -> LOG.info("Booked invoice INV-12"));
        System.out.println("logged");
        deliver();
      }
    },
    LAST {
      @Override
      void live() throws InterruptedException {
        priceFails(3);
        order("order.notify", 1).run(() -> LOG.warn("Told alice that her order waits"));
        hostile();
        for (int i = 0; i < 6; i++) {
          int rows = i;
          task("dave", "convert", "convert-" + i).run(() -> LOG.debug("Converted {} rows", rows));
        }
        task("dave", "talk", "talk-1")
            .run(
                () -> {
                  for (int i = 0; i < MANY_LINES; i++) {
                    LOG.info("Row {} of a long table", i);
                  }
                });
        deliver();
        new CountDownLatch(1).await();
      }
    },
    LIVE {
      @Override
      void live() {
        fail(
            task("erin", "payment.book", LIVE_FAILURE),
            new IllegalStateException("cannot book invoice INV-PAID"));
        System.out.println("failed " + System.currentTimeMillis());
        deliver();
      }
    };

    abstract void live() throws InterruptedException;
  }

  static ChildJvm start(Part part, String name, URI elasticsearch, Path spool) {
    return ChildJvm.start(
        Path.of(System.getProperty("java.home")),
        List.of(
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dlogback.configurationFile=browser/instance.xml",
            "-DELASTICSEARCH_URL=" + elasticsearch,
            "-DINSTANCE_NAME=" + name,
            "-DSPOOL=" + spool),
        FleetInstance.class,
        part.name());
  }

  /** The child. */
  public static void main(String[] args) throws InterruptedException {
    Part.valueOf(args[0]).live();
  }

  private static void priceFails(int attempt) {
    NumberFormatException cause = new NumberFormatException("For input string: \"18,41\"");
    fail(
        order("order.price", attempt),
        new IllegalArgumentException("line 3 has no readable price", cause));
  }

  private static void fail(TaskBuilder task, RuntimeException failure) {
    try {
      task.run(
          () -> {
            LOG.info("Line 1 costs 67.21, 67.21 so far");
            LOG.info("Line 2 costs 18.13, 85.34 so far");
            throw failure;
          });
    } catch (RuntimeException asOrdered) {
      // it is in the record
    }
  }

  private static void hostile() {
    task("mallory", "hostile", HOSTILE)
        .run(
            () -> {
              MDC.put("<b>key</b>", MARKUP);
              LOG.error(MARKUP);
              LOG.warn(CONTROLS);
              LOG.info("long " + "x".repeat(LONG_LINE) + " end");
              LOG.error("thrown", new IllegalStateException(MARKUP + CONTROLS));
            });
  }

  private static TaskBuilder order(String name, int attempt) {
    Map<String, String> payload = Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
    return task("alice", name, ORDER).attempt(attempt).from(TaskContext.extract(payload));
  }

  private static TaskBuilder task(String user, String name, String id) {
    return TaskScope.task(name)
        .id(id)
        .user(user)
        .queue("orders")
        .scheduledAt(Instant.now().minusMillis(40));
  }

  private static void deliver() {
    FlushResult result = Flightlog.flush(TO_DELIVER);
    System.out.println(
        (result.outcome() == FlushResult.Outcome.DELIVERED ? "delivered " : "undelivered ")
            + result);
  }
}
