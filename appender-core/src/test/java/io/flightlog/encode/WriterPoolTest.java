package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WriterPoolTest {
  private final WriterPool pool = new WriterPool(Formats.plain());

  @Test
  void lendsAThreadTheWriterItGaveBack() {
    EcsWriter writer = pool.acquire();
    pool.release(writer);
    assertSame(writer, pool.acquire());
  }

  @Test
  void lendsNoWriterTwice() {
    EcsWriter outer = pool.acquire();
    EcsWriter nested = pool.acquire();
    assertNotSame(outer, nested);
    pool.release(nested);
    pool.release(outer);
    assertEquals(2, pool.size());
  }

  @Test
  void aThreadUsesWhatOthersLeftNearItsPlace() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(64);
    try {
      CountDownLatch allStarted = new CountDownLatch(64);
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        done.add(
            threads.submit(
                () -> {
                  allStarted.countDown();
                  allStarted.await();
                  for (int k = 0; k < 8; k++) {
                    pool.release(pool.acquire());
                  }
                  return null;
                }));
      }
      for (Future<?> each : done) {
        each.get(30, TimeUnit.SECONDS);
      }
      assertTrue(pool.size() >= 1 && pool.size() <= 64);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void keepsAtMostSixtyFour() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(100);
    try {
      CountDownLatch allHold = new CountDownLatch(100);
      Callable<Void> holdTen =
          () -> {
            List<EcsWriter> held = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
              held.add(pool.acquire());
            }
            allHold.countDown();
            allHold.await();
            held.forEach(pool::release);
            return null;
          };
      for (Future<Void> each : threads.invokeAll(Collections.nCopies(100, holdTen))) {
        each.get(30, TimeUnit.SECONDS);
      }
      assertEquals(64, pool.size());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void concurrentCallersNeverShareAWriter() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      Callable<Integer> logEvents =
          () -> {
            String own = Thread.currentThread().getName();
            int wrong = 0;
            for (int i = 0; i < 3000; i++) {
              EcsWriter writer = pool.acquire();
              writer.begin();
              writer.timestamp(0, 0);
              writer.thread(own);
              writer.message(own + i);
              writer.contextEntry("owner", own);
              writer.end();
              Map<String, Object> event = ParsedEvent.of(writer);
              pool.release(writer);
              wrong +=
                  event.get("message").equals(own + i)
                          && event.get("process.thread.name").equals(own)
                          && event.get("labels.owner").equals(own)
                      ? 0
                      : 1;
            }
            return wrong;
          };
      int wrong = 0;
      for (Future<Integer> each : threads.invokeAll(Collections.nCopies(8, logEvents))) {
        wrong += each.get(60, TimeUnit.SECONDS);
      }
      assertEquals(0, wrong);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void trimsWhatGrewLarge() {
    EcsWriter writer = pool.acquire();
    writer.begin();
    writer.message("x".repeat(16_000));
    writer.keyValue("k", "x".repeat(8_000));
    writer.end();
    int grown = writer.buffer().length;
    pool.release(writer);
    EcsWriter again = pool.acquire();
    assertSame(writer, again);
    assertTrue(again.buffer().length < grown);
  }

  @Test
  void neverRunsOut() {
    Set<EcsWriter> held = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 1000; i++) {
      held.add(pool.acquire());
    }
    assertEquals(1000, held.size());
    held.forEach(pool::release);
    assertTrue(pool.size() <= 64);
  }
}
