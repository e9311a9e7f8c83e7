package io.flightlog.batch;

/**
 * Where drained events are written before the ring lets go of their slots. It writes to the page
 * cache only and never waits for a medium; what it cannot write stays in the batch, and is no error
 * of the drain. Must not throw. Drain agent only.
 */
public interface Journal {
  /** Keeps nothing. */
  Journal NONE =
      new Journal() {
        @Override
        public boolean mayOpen(long now) {
          return true;
        }

        @Override
        public void opened(Batch batch) {}

        @Override
        public void append(Batch batch) {}

        @Override
        public void sealed(Batch batch) {}
      };

  /** Whether a batch may be begun: not while its file is still being made, and that goes well. */
  boolean mayOpen(long now);

  /** A new batch is being filled; the one before was sealed. */
  void opened(Batch batch);

  /** The batch has grown by a group of events, or by a record: writes what it has not yet. */
  void append(Batch batch);

  /** The batch is complete, and about to be handed over; {@link Batch#keepCopy} may be called. */
  void sealed(Batch batch);
}
