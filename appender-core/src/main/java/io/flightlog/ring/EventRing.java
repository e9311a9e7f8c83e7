package io.flightlog.ring;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Encoded events between any number of callers and one drain agent. A slot's Disruptor sequence is
 * the event's {@code event.sequence}. Memory is bounded: slots are preallocated, and events larger
 * than a slot share one byte budget; past it the ring counts as full.
 *
 * <p>Claim rule: whatever can fail happens before the claim; between claim and publish there are
 * only an array copy and field stores. Poll rule: a group is bounded, so that slots come free while
 * a long backlog is drained.
 */
public final class EventRing {
  /** What {@link #offer} answers when there is no room. */
  public static final long NO_ROOM = -1;

  private final RingBuffer<EventSlot> ring;
  private final EventPoller<EventSlot> poller;
  private final Sequence drained;
  private final int slotBytes;
  private final long maxLargeBytes;
  private final AtomicLong largeBytes = new AtomicLong();
  private final PollGroup group = new PollGroup();

  public EventRing(int slots, int slotBytes, long maxLargeBytes) {
    this.ring =
        RingBuffer.createMultiProducer(() -> new EventSlot(slotBytes), slots, new NeverWakes());
    this.poller = ring.newPoller();
    this.drained = poller.getSequence();
    this.slotBytes = slotBytes;
    this.maxLargeBytes = maxLargeBytes;
    ring.addGatingSequences(drained);
  }

  /**
   * Copies an event into the ring. Any thread; never waits.
   *
   * @return its sequence, or {@link #NO_ROOM}
   */
  public long offer(byte[] source, int length) {
    byte[] ownCopy = null;
    if (length > slotBytes) {
      ownCopy = copyWithinBudget(source, length);
      if (ownCopy == null) {
        return NO_ROOM;
      }
    }
    long sequence;
    try {
      sequence = ring.tryNext();
    } catch (InsufficientCapacityException full) {
      giveBack(ownCopy == null ? 0 : length);
      return NO_ROOM;
    }
    try {
      ring.get(sequence).fill(source, length, ownCopy);
    } catch (Throwable producerDies) {
      // the slot stays aborted: the drain agent counts it as lost, and the sequence stays accounted
      // for
    } finally {
      ring.publish(sequence);
    }
    return sequence;
  }

  private byte @Nullable [] copyWithinBudget(byte[] source, int length) {
    if (largeBytes.addAndGet(length) > maxLargeBytes) {
      giveBack(length);
      return null;
    }
    try {
      return Arrays.copyOf(source, length);
    } catch (OutOfMemoryError heapIsFull) {
      giveBack(length);
      return null;
    }
  }

  private void giveBack(int bytes) {
    if (bytes > 0) {
      largeBytes.addAndGet(-bytes);
    }
  }

  /**
   * Hands over published slots in order, at most {@code limit}, until the handler says stop; their
   * places come free when the call returns. Drain agent only.
   *
   * @return how many were handed over
   */
  public int poll(SlotHandler handler, int limit) {
    group.begin(handler, limit);
    try {
      poller.poll(group);
    } catch (Exception unexpected) {
      throw new IllegalStateException("a slot handler must not throw", unexpected);
    }
    return group.handedOver;
  }

  /** The highest sequence that was claimed, −1 before the first. Any thread. */
  public long claimed() {
    return ring.getCursor();
  }

  /** The highest sequence that was drained, −1 before the first. Any thread. */
  public long drained() {
    return drained.get();
  }

  /** Claimed and not yet drained. Any thread. */
  public long backlog() {
    long drainedBefore = drained.get();
    return Math.max(0, ring.getCursor() - drainedBefore);
  }

  public int slots() {
    return ring.getBufferSize();
  }

  /**
   * Claims every free slot and keeps it, so that no later offer can succeed. The end of the ring:
   * only for a close whose deadline has passed, with the drain agent stopped.
   *
   * @return how many slots were free
   */
  public long seal() {
    long claimed = 0;
    try {
      while (true) {
        ring.tryNext();
        claimed++;
      }
    } catch (InsufficientCapacityException allAreOurs) {
      return claimed;
    }
  }

  /** One poll's state; a field instead of a lambda, so that polling allocates nothing. */
  private final class PollGroup implements EventPoller.Handler<EventSlot> {
    private @Nullable SlotHandler handler;
    private int limit;
    private int handedOver;

    void begin(SlotHandler slotHandler, int atMost) {
      handler = slotHandler;
      limit = atMost;
      handedOver = 0;
    }

    @Override
    public boolean onEvent(EventSlot slot, long sequence, boolean endOfBatch) {
      SlotHandler target = handler;
      if (target == null) {
        throw new IllegalStateException("poll outside of a group");
      }
      boolean more =
          slot.isFull()
              ? target.onEvent(sequence, slot.bytes(), slot.length())
              : target.onAborted(sequence);
      giveBack(slot.clear());
      handedOver++;
      boolean goesOn = more && handedOver < limit;
      if (!goesOn || endOfBatch) {
        target.onGroupEnd();
      }
      return goesOn;
    }
  }
}
