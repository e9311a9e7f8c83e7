package io.flightlog.benchmarks.fleet;

import io.flightlog.agent.NanoClock;
import java.util.PriorityQueue;

/**
 * The clock of a simulation, and what is to happen when: time stands still while something happens,
 * and jumps to what is due next. What is due at the same moment happens in the order in which it
 * was asked for. One thread.
 */
final class VirtualTime implements NanoClock {
  private record Due(long at, long order, Runnable action) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Due> ahead = new PriorityQueue<>();
  private long now;
  private long asked;

  @Override
  public long nanoTime() {
    return now;
  }

  void after(long nanos, Runnable action) {
    ahead.add(new Due(now + nanos, asked++, action));
  }

  /** Has everything happen that is due until then, and leaves the clock at that moment. */
  void runUntil(long moment) {
    for (Due next = ahead.peek(); next != null && next.at() <= moment; next = ahead.peek()) {
      ahead.poll();
      now = next.at();
      next.action().run();
    }
    now = moment;
  }
}
