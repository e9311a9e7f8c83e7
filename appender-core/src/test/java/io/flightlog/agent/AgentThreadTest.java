package io.flightlog.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AgentThreadTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @Tag("T13")
  @Test
  void goesOnAfterAStepThatThrows() throws InterruptedException {
    CountDownLatch third = new CountDownLatch(3);
    ConcurrentLinkedQueue<String> reported = new ConcurrentLinkedQueue<>();
    AgentThread thread =
        new AgentThread(
            agent(
                () -> {
                  third.countDown();
                  throw new IllegalStateException("broken step");
                }),
            (role, failure) -> reported.add(role + ": " + failure.getMessage()));
    thread.start();
    assertTrue(third.await(30, TimeUnit.SECONDS));
    thread.stop();
    assertTrue(thread.join(Deadline.after(LONG, NanoClock.SYSTEM)));
    assertEquals("test: broken step", reported.element());
  }

  @Test
  void anInterruptDoesNotEndTheLoop() throws InterruptedException {
    AtomicInteger steps = new AtomicInteger();
    AtomicReference<Thread> runner = new AtomicReference<>();
    AgentThread thread =
        new AgentThread(
            agent(
                () -> {
                  runner.set(Thread.currentThread());
                  steps.incrementAndGet();
                }),
            (role, failure) -> {});
    thread.start();
    Deadline deadline = Deadline.after(LONG, NanoClock.SYSTEM);
    assertTrue(deadline.await(() -> steps.get() > 0));
    runner.get().interrupt();
    int before = steps.get();
    assertTrue(deadline.await(() -> steps.get() > before + 2));
    thread.stop();
    assertTrue(thread.join(deadline));
  }

  @Test
  void runsOnADaemonThreadThatIsKnownAsOurs() throws InterruptedException {
    AtomicReference<Thread> runner = new AtomicReference<>();
    AtomicReference<Boolean> own = new AtomicReference<>();
    CountDownLatch ran = new CountDownLatch(1);
    AgentThread thread =
        new AgentThread(
            agent(
                () -> {
                  runner.set(Thread.currentThread());
                  own.set(OwnThreads.isCurrent());
                  ran.countDown();
                }),
            (role, failure) -> {});
    thread.start();
    assertTrue(ran.await(30, TimeUnit.SECONDS));
    thread.stop();
    assertEquals("flightlog-test", runner.get().getName());
    assertTrue(runner.get().isDaemon());
    assertTrue(own.get());
    assertFalse(OwnThreads.isCurrent());
  }

  private static Agent agent(Runnable step) {
    return new Agent() {
      @Override
      public String role() {
        return "test";
      }

      @Override
      public int doWork() {
        step.run();
        return 0;
      }
    };
  }
}
