package io.flightlog.encode;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lends writers to callers; at most 64 are kept. A thread looks first where it last gave one back,
 * so its writer mostly still knows its values. Never blocks: a caller that finds none near its
 * place gets a new one, and one given back where all places are taken is left to the collector. Not
 * per thread: virtual threads come in ten thousands, and an event may be logged while another is
 * being encoded. Any thread.
 */
public final class WriterPool {
  private static final int KEPT = 64;
  private static final int PROBES = 8;

  /** Places lie a cache line apart, so that neighbours do not slow each other down. */
  private static final int SPACING = 16;

  private final EcsFormat format;
  private final AtomicReferenceArray<EcsWriter> places = new AtomicReferenceArray<>(KEPT * SPACING);

  public WriterPool(EcsFormat format) {
    this.format = format;
  }

  /** A writer that is the caller's alone until {@link #release}. */
  public EcsWriter acquire() {
    int home = home();
    for (int probe = 0; probe < PROBES; probe++) {
      int place = place(home + probe);
      EcsWriter writer = places.getPlain(place);
      if (writer != null && places.compareAndSet(place, writer, null)) {
        return writer;
      }
    }
    return format.newWriter();
  }

  /** Gives a writer back, in whatever state; the caller must not touch it, nor its bytes, again. */
  public void release(EcsWriter writer) {
    writer.trim();
    int home = home();
    for (int probe = 0; probe < PROBES; probe++) {
      int place = place(home + probe);
      if (places.getPlain(place) == null) {
        // no compare-and-set: one that another caller puts here at this moment is merely forgotten
        places.setRelease(place, writer);
        return;
      }
    }
  }

  /** How many writers wait. */
  int size() {
    int size = 0;
    for (int i = 0; i < KEPT; i++) {
      if (places.get(place(i)) != null) {
        size++;
      }
    }
    return size;
  }

  private static int place(int index) {
    return (index & KEPT - 1) * SPACING;
  }

  private static int home() {
    long id = Thread.currentThread().getId() * 0x9e3779b97f4a7c15L;
    return (int) (id >>> 58);
  }
}
