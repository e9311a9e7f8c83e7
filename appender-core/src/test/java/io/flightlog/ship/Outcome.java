package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.flightlog.agent.OwnThreads;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener that waits. */
final class Outcome implements BulkClient.Listener {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();
  private volatile HttpAnswer answer;
  private volatile Throwable failure;
  private volatile boolean cameOnOwnThread;

  @Override
  public void answered(HttpAnswer outcome) {
    answer = outcome;
    end();
  }

  @Override
  public void failed(Throwable cause) {
    failure = cause;
    end();
  }

  HttpAnswer awaitAnswer() throws InterruptedException {
    await();
    if (failure != null) {
      throw new AssertionError("failed instead of answered", failure);
    }
    return answer;
  }

  Throwable awaitFailure() throws InterruptedException {
    await();
    assertNotNull(failure, () -> "answered with " + answer.status() + " instead of failed");
    return failure;
  }

  int calls() {
    return calls.get();
  }

  boolean cameOnOwnThread() {
    return cameOnOwnThread;
  }

  static String text(HttpAnswer answer) {
    return new String(answer.body(), 0, answer.length(), StandardCharsets.UTF_8);
  }

  private void end() {
    cameOnOwnThread = OwnThreads.isCurrent();
    calls.incrementAndGet();
    ended.countDown();
  }

  private void await() throws InterruptedException {
    if (!ended.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("no outcome within 60 s");
    }
  }
}
