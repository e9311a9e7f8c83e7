package io.flightlog.testkit;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What the groups of {@link PipelineContract} ask of a front-end, and what they share. */
public interface HostedLogging {

  /** Longer than anything but a fault takes, on a busy machine. */
  Duration PATIENCE = Duration.ofMinutes(1);

  /** A new application with logging in it, not started. */
  LoggingHost newHost();

  /**
   * Options that make a pipeline to that server quick to send and to retry, and keep it in memory:
   * what does not fit is dropped, and what is not confirmed at the end is lost.
   */
  default Map<String, String> options(FakeElasticsearch fake) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("url", fake.url().toString());
    options.put("durability", "memory");
    options.put("batch.linger", "20 ms");
    options.put("retry.initialBackoff", "10 ms");
    options.put("retry.maxBackoff", "100 ms");
    options.put("shutdownTimeout", "20 s");
    return options;
  }

  /** Has so many threads log so many events each, at once, and waits until all have. */
  default void logFromThreads(LoggingHost host, int threads, int events) {
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      String name = "caller-" + t;
      Thread caller =
          new Thread(
              () -> {
                for (int e = 0; e < events; e++) {
                  host.log(LogCall.info("{} #{}", name, e).thread(name));
                }
                done.countDown();
              },
              name);
      caller.setDaemon(true);
      caller.start();
    }
    Eventually.await("all callers have logged", PATIENCE, () -> done.getCount() == 0);
  }

  /**
   * The documents that events became, parsed strictly, by sequence: requests in flight together may
   * arrive in any order.
   */
  default List<LogDocument> events(FakeElasticsearch fake) {
    return fake.documents().stream()
        .map(document -> LogDocument.parse(document.source()))
        .filter(document -> document.has("event.sequence"))
        .sorted(Comparator.comparingLong(document -> document.integer("event.sequence")))
        .toList();
  }

  /** The id of the only instance that events came from. */
  default String onlyInstance(FakeElasticsearch fake) {
    var instances = fake.sequences().instances();
    if (instances.size() != 1) {
      throw new AssertionError("expected the events of one instance, not of " + instances);
    }
    return instances.iterator().next();
  }

  /**
   * Fails unless the counters close and tell what the server holds: nothing lost, nothing dropped.
   */
  default void assertAllDelivered(LoggingHost host, FakeElasticsearch fake, long atLeast) {
    PipelineStatistics statistics = host.statistics();
    assertCountersClose(statistics);
    fake.sequences().assertComplete(onlyInstance(fake), statistics.accepted());
    boolean all =
        statistics.delivered() == statistics.accepted()
            && statistics.dropped() == 0
            && statistics.accepted() >= atLeast;
    if (!all) {
      throw new AssertionError("not all of " + atLeast + " events delivered: " + statistics);
    }
  }

  /** Fails unless every event offered is in exactly one counter. */
  default void assertCountersClose(PipelineStatistics statistics) {
    if (!statistics.closes()) {
      throw new AssertionError("counters do not close: " + statistics);
    }
  }
}
