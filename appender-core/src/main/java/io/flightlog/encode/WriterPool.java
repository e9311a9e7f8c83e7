package io.flightlog.encode;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Lends writers to callers; at most 64 are kept, each at a place of its own for good: only the
 * place's state changes hands, as a reference that comes and goes would cost each event the
 * collector's barriers. A thread always looks at the same place first, so its writer mostly still
 * knows its values. Never blocks: a caller that finds all places near its own lent gets a new
 * writer, which is left to the collector afterwards. Not per thread: virtual threads come in ten
 * thousands, and an event may be logged while another is being encoded. Any thread.
 */
public final class WriterPool {
  private static final int KEPT = 64;
  private static final int PROBES = 8;

  /** States lie a cache line apart, so that neighbours do not slow each other down. */
  private static final int SPACING = 16;

  private static final int EMPTY = 0;
  private static final int FREE = 1;
  private static final int LENT = 2;

  private final EcsFormat format;
  private final AtomicIntegerArray states = new AtomicIntegerArray(KEPT * SPACING);

  /** Each written once, by the caller that made it, before its state is first free. */
  private final @Nullable EcsWriter[] writers = new @Nullable EcsWriter[KEPT];

  public WriterPool(EcsFormat format) {
    this.format = format;
  }

  /** A writer that is the caller's alone until {@link #release}. */
  public EcsWriter acquire() {
    int home = home();
    for (int probe = 0; probe < PROBES; probe++) {
      int place = home + probe & KEPT - 1;
      int state = states.getPlain(place * SPACING);
      if (state == EMPTY) {
        return made(place);
      }
      if (state == FREE && states.compareAndSet(place * SPACING, FREE, LENT)) {
        EcsWriter writer = writers[place];
        if (writer != null) {
          return writer;
        }
      }
    }
    return format.newWriter();
  }

  /** Of two callers that come to an empty place at once, one's writer will not be kept. */
  private EcsWriter made(int place) {
    EcsWriter writer = format.newWriter();
    if (states.compareAndSet(place * SPACING, EMPTY, LENT)) {
      writer.place = place;
      writers[place] = writer;
    }
    return writer;
  }

  /** Gives a writer back, in whatever state; the caller must not touch it, nor its bytes, again. */
  public void release(EcsWriter writer) {
    writer.trim();
    if (writer.place != EcsWriter.NO_PLACE) {
      states.setRelease(writer.place * SPACING, FREE);
    }
  }

  /** How many writers wait. */
  int size() {
    int size = 0;
    for (int place = 0; place < KEPT; place++) {
      if (states.get(place * SPACING) == FREE) {
        size++;
      }
    }
    return size;
  }

  private static int home() {
    long id = Thread.currentThread().getId() * 0x9e3779b97f4a7c15L;
    return (int) (id >>> 58);
  }
}
