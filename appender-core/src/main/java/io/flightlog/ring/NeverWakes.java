package io.flightlog.ring;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;

/**
 * A wait strategy for a ring on which nobody waits: the drain agent polls. Publishing so takes no
 * lock and wakes nobody, whereas Disruptor's default would install a strategy with a lock.
 */
final class NeverWakes implements WaitStrategy {
  @Override
  public long waitFor(long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
      throws AlertException {
    throw new IllegalStateException("the ring is polled, nobody waits on it");
  }

  @Override
  public void signalAllWhenBlocking() {}
}
