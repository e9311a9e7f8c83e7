package io.flightlog.spool;

import io.flightlog.batch.BatchCopy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One batch file, as the process that holds its directory knows it: enough to find, read, order and
 * count it. Whoever writes it (the disk agent, or for a journal file the drain agent) changes it
 * until the batch is handed over; then it is the ship agent's, and what other threads may read is
 * volatile. Small, because a long outage leaves thousands.
 */
public final class SpoolFile implements BatchCopy {
  private final SpoolDirectory directory;
  private final long nameSequence;
  private volatile int number;
  private @Nullable SpoolFile older;
  private long first = -1;
  private volatile long last = -2;
  private volatile long bytes;
  private long sequenceOffset;
  private int events;
  private int pairsTaken;
  private int batches;
  private boolean moreToLoad;
  private boolean damaged;
  private boolean removed;
  private volatile int readFailures;
  private volatile boolean complete;
  private volatile boolean settled;
  private volatile boolean dirty;
  private volatile boolean suspect;
  private volatile boolean superseded;
  private volatile @Nullable OpenFile open;

  SpoolFile(SpoolDirectory directory, long nameSequence, int number) {
    this.directory = directory;
    this.nameSequence = nameSequence;
    this.number = number;
  }

  static String name(long sequence, int number) {
    return String.format(Locale.ROOT, "%020d-%04d.batch", sequence, number);
  }

  String name() {
    return name(nameSequence, number);
  }

  /** The same file under another name: it was written anew. */
  void renumber(int newNumber) {
    number = newNumber;
  }

  int number() {
    return number;
  }

  long nameSequence() {
    return nameSequence;
  }

  SpoolDirectory directory() {
    return directory;
  }

  /** Whether it is of another instance, one that died: its sequences are not our ring's. */
  public boolean isAdopted() {
    return !directory.isOwn();
  }

  /** The first of the ring's sequences in it; the instance's own where it is adopted. */
  public long firstSequence() {
    return first;
  }

  public long lastSequence() {
    return last;
  }

  /** Events that are, or will be when it is read, the reader's to settle. */
  public int events() {
    return events;
  }

  long bytes() {
    return bytes;
  }

  /** What to add to {@code event.sequence} to get the ring's. */
  long sequenceOffset() {
    return sequenceOffset;
  }

  /** Whether all of the batch is in it. */
  public boolean isComplete() {
    return complete;
  }

  void begin(long firstSequence, long offset) {
    first = firstSequence;
    last = firstSequence - 1;
    sequenceOffset = offset;
  }

  /** A frame was written in whole. */
  void grew(long lastSequence, int moreEvents, long toBytes) {
    events += moreEvents;
    bytes = toBytes;
    last = lastSequence;
  }

  void complete(boolean whole) {
    complete = whole;
  }

  /** What was found when it was read: fewer events than it was written with, if it is damaged. */
  void found(long firstFound, long lastFound, int eventsFound, long size) {
    first = firstFound;
    last = lastFound;
    events = eventsFound;
    bytes = size;
    complete = true;
  }

  /** A file with an earlier part of the same batch, which ends together with this one. */
  @Nullable SpoolFile older() {
    return older;
  }

  void supersedes(@Nullable SpoolFile earlier) {
    older = earlier;
  }

  /** Its last event met its fate: nobody needs it any more. */
  void settle() {
    settled = true;
  }

  boolean isSettled() {
    return settled;
  }

  /** Whoever writes it: true when nobody has asked for a force since the last one. */
  boolean markDirty() {
    boolean first = !dirty;
    dirty = true;
    return first;
  }

  /** What is written from now on asks for another force. Disk agent only. */
  void markClean() {
    dirty = false;
  }

  /** A force of it, or of its name, failed: another one would say nothing. Disk agent sets it. */
  void suspect(boolean untrusted) {
    suspect = untrusted;
  }

  boolean isSuspect() {
    return suspect;
  }

  /** All of its batch goes to another file. */
  void superseded() {
    superseded = true;
  }

  boolean isSuperseded() {
    return superseded;
  }

  @Nullable OpenFile open() {
    return open;
  }

  void open(@Nullable OpenFile file) {
    open = file;
  }

  /** How many of its pairs earlier loads took. */
  int pairsTaken() {
    return pairsTaken;
  }

  void tookPairs(int upTo) {
    pairsTaken = upTo;
  }

  /** So many of its events are on the disk only. Ship agent. */
  public void events(int onDiskOnly) {
    events = onDiskOnly;
  }

  /** A batch in memory holds what it holds, or a part of it. Ship agent. */
  public void attach(boolean more) {
    batches++;
    moreToLoad = more;
  }

  /** Such a batch gave up its memory, or its last event met its fate. Ship agent. */
  public void detach() {
    batches--;
  }

  /** Whether no batch holds any of it, and none will. Ship agent. */
  public boolean isTaken() {
    return batches == 0 && !moreToLoad;
  }

  /** Whether it is read in parts, because it is larger than a batch may be now. Ship agent. */
  public boolean isInParts() {
    return pairsTaken > 0;
  }

  /** The disk failed while it was read; how often that has happened. Disk agent. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // the disk agent alone writes it
  int countReadFailure() {
    return ++readFailures;
  }

  public int readFailures() {
    return readFailures;
  }

  /** True the first time only. Disk agent. */
  boolean markRemoved() {
    boolean first = !removed;
    removed = true;
    return first;
  }

  /** Not all of it could be read: it is put aside, not removed. Disk agent. */
  void damaged() {
    damaged = true;
  }

  boolean isDamaged() {
    return damaged;
  }

  @Override
  public String toString() {
    return directory.path().getFileName() + "/" + name();
  }
}
