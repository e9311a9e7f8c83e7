package io.flightlog.ship;

import io.flightlog.batch.Batch;
import io.flightlog.spool.SpoolFile;
import io.flightlog.spool.StoreTask;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A batch that the shipper owns, where it is (in memory, in a file, in both), and what it has been
 * through. Sent as a whole or, after a refusal, in portions: always its first pairs, since those
 * that met their fate are taken out of it. Ship agent only.
 */
final class PendingBatch {
  private final long firstSequence;
  private @Nullable Batch batch;
  private @Nullable SpoolFile file;
  private @Nullable StoreTask storing;
  private @Nullable BitSet remaining;
  private boolean done;
  private final Setbacks setbacks = new Setbacks();
  private final boolean replayed;
  private final Set<Long> stripped = new HashSet<>(0);
  private boolean rangeSettled;
  private int mostPairs = Integer.MAX_VALUE;
  private int portion;
  private long sentThrough = -1;
  private long sentThroughBefore = -1;
  private long notBefore;

  PendingBatch(Batch batch, long now) {
    this(batch, null, now);
  }

  /**
   * @param readFrom the file that the batch was read from; null when it comes from the ring
   */
  PendingBatch(Batch batch, @Nullable SpoolFile readFrom, long now) {
    this.batch = batch;
    this.firstSequence = batch.firstSequence();
    this.file = readFrom == null ? (SpoolFile) batch.copy() : readFrom;
    this.replayed = readFrom != null;
    this.notBefore = now;
    if (file != null && !replayed) {
      file.attach(false);
    }
  }

  /** Nothing of it is left to do. */
  void finish() {
    done = true;
  }

  boolean isDone() {
    return done;
  }

  /** Only while it has one: not while it waits on the disk. */
  Batch batch() {
    Batch current = batch;
    if (current == null) {
      throw new IllegalStateException("the batch is on the disk");
    }
    return current;
  }

  /** The first sequence that it stood for, −1 when it stands for none: records only. */
  long firstSequence() {
    return firstSequence;
  }

  /** What it was written to, or read from; maybe not all of it. */
  @Nullable SpoolFile file() {
    return file;
  }

  void file(SpoolFile written) {
    file = written;
  }

  /** Whether a file holds all that is left of it. */
  boolean isOnDisk() {
    SpoolFile current = file;
    return current != null && current.isComplete();
  }

  /** Whether its events are another instance's, and their sequences not our ring's. */
  boolean isAdopted() {
    SpoolFile current = file;
    return current != null && current.isAdopted();
  }

  /** A write of it that is under way. */
  @Nullable StoreTask storing() {
    return storing;
  }

  void storing(@Nullable StoreTask task) {
    storing = task;
  }

  /** Whether its body may be changed now; gives up a write that has not begun. */
  boolean releaseBody() {
    StoreTask task = storing;
    return task == null || task.releaseBody();
  }

  /** How its requests went wrong so far. */
  Setbacks setbacks() {
    return setbacks;
  }

  /** Whether more is known of it than its file says. */
  boolean hasHistory() {
    return rangeSettled || setbacks.any() || mostPairs != Integer.MAX_VALUE;
  }

  /** Lets go of its batch; its file has all that is left of it, and maybe more. */
  Batch giveUpBatch() {
    Batch given = batch();
    if (rangeSettled) {
      BitSet left = new BitSet();
      for (int i = 0; i < given.pairCount(); i++) {
        if (given.sequence(i) >= 0) {
          left.set((int) (given.sequence(i) - firstSequence));
        }
      }
      remaining = left;
    }
    stripped.clear(); // the file has them as they were
    batch = null;
    return given;
  }

  /**
   * Takes a batch that its file was read into, less what met its fate before.
   *
   * @param unread takes each sequence that is not settled and could not be read
   */
  void takeBatch(Batch read, LongConsumer unread) {
    batch = read;
    BitSet left = remaining;
    if (left == null) {
      return;
    }
    remaining = null;
    BitSet keep = new BitSet();
    for (int i = 0; i < read.pairCount(); i++) {
      long sequence = read.sequence(i);
      if (sequence >= 0 && left.get((int) (sequence - firstSequence))) {
        keep.set(i);
        left.clear((int) (sequence - firstSequence));
      }
    }
    read.retain(keep);
    left.stream().forEach(bit -> unread.accept(firstSequence + bit));
  }

  /**
   * Decides how many of the first pairs leave now: at least one, else not more than fit the bytes.
   *
   * @return bytes of the body
   */
  int takePortion(int maxBytes) {
    Batch batch = batch();
    int pairs = Math.min(mostPairs, batch.pairCount());
    while (pairs > 1 && batch.pairEnd(pairs - 1) > maxBytes) {
      int fitting = (int) ((long) pairs * maxBytes / batch.pairEnd(pairs - 1));
      pairs = Math.max(1, Math.min(pairs - 1, fitting));
    }
    portion = pairs;
    sentThroughBefore = sentThrough;
    for (int i = 0; i < pairs; i++) {
      sentThrough = Math.max(sentThrough, batch.sequence(i));
    }
    return portionBytes();
  }

  /** Pairs in the request that is or was under way. */
  int portion() {
    return portion;
  }

  int portionBytes() {
    return batch().pairEnd(portion - 1);
  }

  /**
   * Whether that request was the first ever to carry this event; never for a record, or from a
   * disk.
   */
  boolean isFirstTry(long sequence) {
    return !replayed && sequence > sentThroughBefore;
  }

  /** Whether it was for any event; a record about the recorder, which has no sequence, is none. */
  boolean hasFirstTries() {
    return !replayed && sentThrough > sentThroughBefore;
  }

  /** The portion was refused as a whole: look for the culprit in half of it. */
  void halve() {
    mostPairs = Math.max(1, portion / 2);
  }

  /** The portion was answered item by item: dare a larger one. */
  void grow() {
    mostPairs = mostPairs > Integer.MAX_VALUE / 2 ? mostPairs : mostPairs * 2;
    setbacks.answeredByItem();
  }

  /** Remembers that this event was rewritten and will not be again. */
  void strip(long sequence) {
    stripped.add(sequence);
  }

  boolean isStripped(long sequence) {
    return stripped.contains(sequence);
  }

  /** Whether only the pairs that it still holds are unsettled of all it stood for. */
  boolean isRangeSettled() {
    return rangeSettled;
  }

  void rangeSettled() {
    rangeSettled = true;
  }

  void waitUntil(long moment) {
    notBefore = moment;
  }

  boolean isDue(long now) {
    return now - notBefore >= 0;
  }
}
