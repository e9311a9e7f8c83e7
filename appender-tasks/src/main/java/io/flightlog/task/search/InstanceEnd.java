package io.flightlog.task.search;

/** What the index knows of the end of an instance. */
public enum InstanceEnd {
  /** It runs; or it was killed, and nobody has said so yet. */
  NONE,

  /** It stopped in order: its {@code recorder-stopped} record is there. */
  STOPPED,

  /** Somebody found it dead: a {@code recorder-died} record is there. */
  DIED
}
