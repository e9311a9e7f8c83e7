package io.flightlog.task.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

class RecordingSchedulerTest {
  private static final Logger LOG = LoggerFactory.getLogger("app");

  private final Runs runs = new Runs();

  @AfterEach
  void close() {
    runs.close();
  }

  @Test
  void whatIsScheduledThroughARecordingSchedulerIsARunOfItsTrigger() throws Exception {
    ThreadPoolTaskScheduler pool = new ThreadPoolTaskScheduler();
    pool.initialize();
    try {
      TaskScheduler scheduler = FlightlogTasks.recording(pool);
      MDC.put("user.id", "alice");
      scheduler.schedule(named("once"), Instant.now()).get(60, TimeUnit.SECONDS);
      ScheduledFuture<?> atRate =
          scheduler.scheduleAtFixedRate(named("rate"), Duration.ofMillis(20));
      ScheduledFuture<?> withDelay =
          scheduler.scheduleWithFixedDelay(named("delay"), Duration.ofMillis(20));
      MDC.clear();
      assertEquals("alice", runs.await("once", 1).get(0).get("user.id"));
      assertEquals(null, runs.await("rate", 1).get(0).get("user.id"));
      assertEquals("fixed-rate", runs.await("rate", 1).get(0).get("task.trigger"));
      assertEquals("fixed-delay", runs.await("delay", 1).get(0).get("task.trigger"));
      assertEquals(pool.getClock(), scheduler.getClock());
      assertTrue(atRate.cancel(false) && withDelay.cancel(false));
    } finally {
      pool.shutdown();
    }
  }

  private static Runnable named(String name) {
    return new Runnable() {
      @Override
      public void run() {
        LOG.info("works");
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }
}
