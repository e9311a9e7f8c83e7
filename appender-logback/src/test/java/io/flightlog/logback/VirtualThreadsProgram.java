package io.flightlog.logback;

import ch.qos.logback.classic.Logger;
import io.flightlog.FlushResult;
import io.flightlog.metrics.PipelineStats;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.spi.MDCAdapter;

/** Ten thousand virtual threads log at once; runs on a JDK that has them. */
final class VirtualThreadsProgram {
  static final int THREADS = 10_000;
  static final int EVENTS_EACH = 3;
  static final int EVENTS = THREADS * EVENTS_EACH;

  private VirtualThreadsProgram() {}

  /**
   * @param args the server's URL, the number of slots, {@code queue.maxWait}, and how many seconds
   *     to wait for delivery
   */
  public static void main(String[] args) throws Exception {
    LogbackContext logback =
        LogbackContext.withOptions(
            """
            <url>%s</url>
            <durability>memory</durability>
            <queue><slots>%s</slots><slotBytes>512</slotBytes><maxWait>%s</maxWait></queue>
            <batch><poolBytes>4 MiB</poolBytes></batch><shutdownTimeout>%s s</shutdownTimeout>
            """
                .formatted(args[0], args[1], args[2], args[3]));
    Logger log = logback.logger("app");
    MDCAdapter mdc = logback.context().getMDCAdapter();
    CountDownLatch together = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(THREADS);
    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    for (int t = 0; t < THREADS; t++) {
      String name = "task-" + t;
      threads.execute(
          () -> {
            mdc.put("task.id", name);
            try {
              together.await();
              for (int e = 0; e < EVENTS_EACH; e++) {
                log.info("{} says {}", name, e);
              }
            } catch (InterruptedException interrupted) {
              Thread.currentThread().interrupt();
            }
            done.countDown();
          });
    }
    together.countDown();
    done.await();
    FlushResult flushed = logback.appender().flush(Duration.ofSeconds(Long.parseLong(args[3])));
    logback.appender().stop();
    PipelineStats stats = logback.appender().stats();
    logback.close();
    System.out.println(flushed + " " + stats);
    System.out.printf(
        "accepted=%d dropped=%d lost=%d%n",
        stats.accepted(), stats.droppedTotal(), stats.lostTotal());
  }
}
