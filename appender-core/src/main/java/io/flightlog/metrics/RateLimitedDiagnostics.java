package io.flightlog.metrics;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes on a burst of {@value #BURST} messages a minute and then says how many it kept back, so
 * that a fault which repeats for hours cannot flood the status list. Each message is made {@link
 * Printable} and cut, as it may quote what others wrote. Any thread. Swallows what the wrapped
 * channel throws: diagnostics must never hurt the host.
 */
public final class RateLimitedDiagnostics implements Diagnostics {
  static final int BURST = 20;
  static final int MAX_CHARS = 2000;
  private static final long WINDOW_NANOS = 60_000_000_000L;

  private final Diagnostics channel;
  private final LongSupplier nanoTime;
  private final AtomicInteger sentInWindow = new AtomicInteger();
  private final AtomicInteger heldBack = new AtomicInteger();
  private long windowStart;

  public RateLimitedDiagnostics(Diagnostics channel, LongSupplier nanoTime) {
    this.channel = channel;
    this.nanoTime = nanoTime;
    this.windowStart = nanoTime.getAsLong();
  }

  @Override
  public void info(String message) {
    if (admit()) {
      say(() -> channel.info(Printable.of(message, MAX_CHARS)));
    }
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    if (admit()) {
      say(() -> channel.warn(Printable.of(message, MAX_CHARS), cause));
    }
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    if (admit()) {
      say(() -> channel.error(Printable.of(message, MAX_CHARS), cause));
    }
  }

  private boolean admit() {
    startNewWindowWhenDue();
    if (sentInWindow.incrementAndGet() <= BURST) {
      return true;
    }
    heldBack.incrementAndGet();
    return false;
  }

  private void startNewWindowWhenDue() {
    int held;
    synchronized (this) {
      long now = nanoTime.getAsLong();
      if (now - windowStart < WINDOW_NANOS) {
        return;
      }
      windowStart = now;
      sentInWindow.set(0);
      held = heldBack.getAndSet(0);
    }
    if (held > 0) {
      say(() -> channel.info(held + " further messages were held back in the last minute"));
    }
  }

  private static void say(Runnable message) {
    try {
      message.run();
    } catch (RuntimeException ignored) {
      // the channel belongs to the host; its failure is no reason to fail the caller
    }
  }
}
