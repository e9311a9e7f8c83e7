package io.flightlog.batch;

import io.flightlog.agent.Agent;
import io.flightlog.agent.NanoClock;
import io.flightlog.config.BatchConfig;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.LossReason;
import io.flightlog.ring.EventRing;
import io.flightlog.ring.SlotHandler;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The drain agent: takes events out of the ring, frames them into the open batch, and seals it when
 * it is full, when its first event has lingered, or when a flush asks for it. Never looks into an
 * event. Polls only while it holds a batch with room for one largest event, so that every slot it
 * takes finds its place; without a batch the ring fills. Each batch keeps a tail free for one
 * record about the recorder itself; one that is due when nothing else is under way gets a batch of
 * its own.
 */
public final class Batcher implements Agent {
  @SuppressWarnings("ArrayRecordComponent") // handed over once, and never compared
  private record NextInstance(InstanceId instance, byte[] constants) {}

  private static final int MAX_POLL = 256;
  private static final double LEAST_LINGER = 0.8;

  private final EventRing ring;
  private final BatchPool pool;
  private final BatchHandoff handoff;
  private final EventFrame frame;
  private final RecorderRecords records;
  private final Journal journal;
  private final int roomPerEvent;
  private final long lingerNanos;
  private final Counters counters;
  private final Diagnostics diagnostics;
  private final NanoClock clock;
  private final RandomGenerator jitter;
  private final AtomicLong sealThrough = new AtomicLong(-1);
  private volatile long closesFrom = Long.MAX_VALUE;
  private final AtomicReference<@Nullable NextInstance> nextInstance = new AtomicReference<>();
  private final Filling filling = new Filling();

  private @Nullable Batch open;
  private long openLingerNanos;

  /**
   * @param maxEventBytes bound on one encoded event
   */
  public Batcher(
      EventRing ring,
      BatchPool pool,
      BatchHandoff handoff,
      EventFrame frame,
      RecorderRecords records,
      Journal journal,
      int maxEventBytes,
      BatchConfig config,
      Counters counters,
      Diagnostics diagnostics,
      NanoClock clock,
      RandomGenerator jitter) {
    this.ring = ring;
    this.pool = pool;
    this.handoff = handoff;
    this.frame = frame;
    this.records = records;
    this.journal = journal;
    this.roomPerEvent = frame.maxBytes(maxEventBytes) + records.maxBytes();
    this.lingerNanos = config.linger().toNanos();
    this.counters = counters;
    this.diagnostics = diagnostics;
    this.clock = clock;
    this.jitter = jitter;
    if (pool.batchBytes() < roomPerEvent) {
      throw new IllegalArgumentException(
          "a batch of "
              + pool.batchBytes()
              + " bytes cannot hold an event and a record of "
              + roomPerEvent);
    }
  }

  @Override
  public String role() {
    return "drain";
  }

  @Override
  public int doWork() {
    long now = clock.nanoTime();
    records.step(now);
    Batch batch = open;
    if (batch == null) {
      batch = journal.mayOpen(now) ? acquire(now) : null;
      if (batch == null) {
        return 0;
      }
      batch.belongsTo(frame.origin());
      open = batch;
      openLingerNanos = drawLinger();
      journal.opened(batch);
    }
    if (batch.isEmpty()) {
      changeInstance(batch);
    }
    filling.begin(batch, now);
    int drained = ring.poll(filling, MAX_POLL);
    if (isDue(batch, now)) {
      seal(batch, now);
      return drained + 1;
    }
    return drained;
  }

  private @Nullable Batch acquire(long now) {
    boolean starvedBefore = pool.isStarvedFor(0, now);
    Batch batch = pool.acquire(now);
    if (batch == null && !starvedBefore) {
      handoff.starves();
    }
    return batch;
  }

  private void seal(Batch batch, long now) {
    records.appendTo(batch, now, batch.lastSequence() >= closesFrom);
    journal.append(batch);
    journal.sealed(batch);
    handoff.offer(batch);
    open = null;
  }

  /** Hands over what is open. By the lifecycle thread, once the drain agent's has ended. */
  public void sealOpen() {
    Batch batch = open;
    if (batch != null && batch.pairCount() > 0) {
      seal(batch, clock.nanoTime());
    }
  }

  /**
   * Asks for the batch that holds this sequence, and any before it, to be sealed as soon as they
   * are drained. Any thread.
   */
  public void sealThrough(long sequence) {
    sealThrough.accumulateAndGet(sequence, Math::max);
  }

  /**
   * The pipeline closes: the batch that holds this sequence, and any after it, tell the counters
   * once more. Any thread.
   */
  public void closesFrom(long sequence) {
    closesFrom = sequence;
  }

  /**
   * Events that are drained from now on are another instance's, and its first has the sequence 0.
   * Any thread.
   *
   * @param constants the members of every document, with the new instance id
   */
  public void continueAs(InstanceId instance, byte[] constants) {
    nextInstance.set(new NextInstance(instance, constants));
  }

  /** A batch is one instance's, so that it can say whose sequences it holds. */
  private void changeInstance(Batch batch) {
    if (nextInstance.get() != null) { // a plain read first: this is every idle step
      NextInstance next = nextInstance.getAndSet(null);
      if (next != null) {
        frame.become(next.instance(), next.constants(), filling.lastDrained + 1);
        batch.belongsTo(frame.origin());
      }
    }
  }

  private boolean isDue(Batch batch, long now) {
    if (batch.isEmpty()) {
      return records.isDueFor(openLingerNanos, now);
    }
    return !batch.hasRoomFor(roomPerEvent)
        || nextInstance.get() != null
        || now - batch.openedAtNanos() >= Math.max(openLingerNanos, handoff.patience())
        || isFlushed(batch);
  }

  /**
   * Waits for the flushed sequence itself, so that a flush of a long backlog does not cut small
   * batches.
   */
  private boolean isFlushed(Batch batch) {
    long through = sealThrough.get();
    return batch.firstSequence() <= through && batch.lastSequence() >= through;
  }

  /**
   * A little shorter than configured and different each time, so that a fleet's instances do not
   * beat in step.
   */
  private long drawLinger() {
    return (long) (lingerNanos * (LEAST_LINGER + (1 - LEAST_LINGER) * jitter.nextDouble()));
  }

  /**
   * Puts slots into the open batch; a field instead of a lambda, so that draining allocates
   * nothing.
   */
  private final class Filling implements SlotHandler {
    private @Nullable Batch batch;
    private long now;
    private long lastDrained = -1;

    void begin(Batch target, long moment) {
      batch = target;
      now = moment;
    }

    @Override
    public boolean onEvent(long sequence, byte[] bytes, int length) {
      lastDrained = sequence;
      Batch target = target();
      target.covers(sequence, now);
      try {
        int end = frame.write(target.body(), target.length(), sequence, bytes, length);
        target.endEvent(sequence, end);
      } catch (RuntimeException broken) {
        counters.lost(LossReason.UNFRAMED, 1);
        diagnostics.error("event " + sequence + " could not be framed and is lost", broken);
      }
      return target.hasRoomFor(roomPerEvent);
    }

    @Override
    public boolean onAborted(long sequence) {
      lastDrained = sequence;
      Batch target = target();
      target.covers(sequence, now);
      counters.lost(LossReason.ABORTED, 1);
      return target.hasRoomFor(roomPerEvent);
    }

    @Override
    public void onGroupEnd() {
      journal.append(target());
    }

    private Batch target() {
      Batch target = batch;
      if (target == null) {
        throw new IllegalStateException("no batch is open");
      }
      return target;
    }
  }
}
