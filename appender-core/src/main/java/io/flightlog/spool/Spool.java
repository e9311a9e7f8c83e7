package io.flightlog.spool;

import io.flightlog.agent.Agent;
import io.flightlog.agent.NanoClock;
import io.flightlog.batch.Batch;
import io.flightlog.batch.Journal;
import io.flightlog.batch.Watermark;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.Diagnostics;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline's part of the disk, as the other agents see it: they ask, the disk agent ({@link
 * #agent}) does, and nobody waits. What may not be asked now ({@link #isWell}) stays in memory.
 * Made by the lifecycle thread; which agent may call what stands at each method.
 */
public final class Spool {
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Queue<SpoolFile> found = new ConcurrentLinkedQueue<>();
  private final SpoolHealth health;
  private final SpoolDisk disk;
  private final Counters counters;
  private volatile Runnable wakeDisk = () -> {};
  private volatile Runnable wakeShip = () -> {};

  /**
   * @param written where it notes what is in files, {@code synced} where what is on the medium;
   *     both are also fed with what met its fate
   * @param state read once a second
   * @param wallMillis {@code System::currentTimeMillis} but in tests
   */
  public Spool(
      SpoolSettings settings,
      Storage storage,
      Watermark written,
      Watermark synced,
      StateSource state,
      Counters counters,
      RecorderRecord record,
      Diagnostics diagnostics,
      NanoClock clock,
      LongSupplier wallMillis,
      RandomGenerator random) {
    this(
        settings,
        storage,
        Owner.Holder.current(),
        written,
        synced,
        state,
        counters,
        record,
        diagnostics,
        clock,
        wallMillis,
        random);
  }

  /**
   * @param self the process; another one than this only where a test simulates it
   */
  Spool(
      SpoolSettings settings,
      Storage storage,
      Owner.Holder self,
      Watermark written,
      Watermark synced,
      StateSource state,
      Counters counters,
      RecorderRecord record,
      Diagnostics diagnostics,
      NanoClock clock,
      LongSupplier wallMillis,
      RandomGenerator random) {
    this.counters = counters;
    this.health = new SpoolHealth(diagnostics, clock);
    this.disk =
        new SpoolDisk(
            settings,
            storage,
            self,
            health,
            tasks,
            written,
            synced,
            state,
            counters,
            record,
            diagnostics,
            clock,
            wallMillis,
            random,
            file -> {
              found.add(file);
              wakeShip.run();
            },
            () -> wakeShip.run(),
            () -> wakeDisk.run());
  }

  /** What to call when there is something to do: on any thread. */
  public void wakers(Runnable diskAgent, Runnable shipAgent) {
    wakeDisk = diskAgent;
    wakeShip = shipAgent;
  }

  /** To be run on a thread of its own, whose calls may block. */
  public Agent agent() {
    return disk;
  }

  /** Where the drain agent writes; {@link Journal#NONE} but at the journal level. */
  public Journal journal() {
    return disk.journal();
  }

  /** Whether it is worth asking for a write or a read. Ship agent. */
  public boolean isWell(long now) {
    health.noticeSilence(now);
    return health.isWell(now);
  }

  /**
   * Has a batch written to a file. The caller keeps it, see {@link StoreTask}. Ship agent.
   *
   * @param earlier a file with a part of it, or null
   */
  public StoreTask store(Batch batch, @Nullable SpoolFile earlier) {
    StoreTask task = new StoreTask(batch, earlier);
    submit(() -> disk.work().store(task));
    return task;
  }

  /** Has a file read into an empty batch, which is lent until it is done. Ship agent. */
  public LoadTask load(SpoolFile file, Batch batch) {
    LoadTask task = new LoadTask(file, batch);
    submit(() -> disk.work().load(task));
    return task;
  }

  /** Every event of a file met its fate: it is removed. Ship agent. */
  public void settle(SpoolFile file) {
    for (SpoolFile each = file; each != null; each = each.older()) {
      each.settle();
    }
    submit(() -> disk.work().remove(file));
  }

  /** So many more events are in a file only; fewer when negative. Ship agent. */
  public void movedToDisk(int events) {
    counters.spooled(events);
  }

  /** A file of a dead instance, now the caller's to settle; null when there is none. Ship agent. */
  public @Nullable SpoolFile pollFound() {
    return found.poll();
  }

  /** Appends a line to the file of dead letters. Ship agent. */
  public void deadLetter(String line) {
    submit(() -> disk.deadLetter(line));
  }

  /** Has what is written up to this sequence forced as soon as it is. Any thread. */
  public void sync(long sequence) {
    disk.demandForce(sequence);
    wakeDisk.run();
  }

  /** How full it is in percent, as far as was last looked. Any thread. */
  public int fillPercent() {
    return disk.fillPercent();
  }

  /** Bytes of files that this process has to settle. Any thread. */
  public long bytes() {
    return disk.bytes();
  }

  /** Whether siblings were looked at, and nothing of theirs is left to send. Any thread. */
  public boolean isRecovered() {
    return disk.isRecovered() && found.isEmpty();
  }

  /**
   * The process is about to end, and everything it gave out is safe as far as is known: whoever
   * finds the directory then need not tell of a death. What is given out later takes that back.
   *
   * @return whether it has been written, asked by any thread
   */
  public BooleanSupplier rest() {
    AtomicBoolean done = new AtomicBoolean();
    submit(
        () -> {
          disk.writeLastState();
          done.set(true);
        });
    return done::get;
  }

  /**
   * Has the disk agent force what there is, write the last state, and leave or remove the
   * directories, once drain and ship agent have ended. Lifecycle thread.
   */
  public void close() {
    disk.close();
    wakeDisk.run();
  }

  /** Whether {@link #close} has been done. Any thread. */
  public boolean isClosed() {
    return disk.isClosed();
  }

  private void submit(Runnable task) {
    tasks.add(task);
    wakeDisk.run();
  }
}
