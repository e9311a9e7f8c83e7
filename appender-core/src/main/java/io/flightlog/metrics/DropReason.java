package io.flightlog.metrics;

/**
 * Why an event was refused before it was accepted: it never had a sequence, so it leaves no hole in
 * the index.
 */
public enum DropReason {
  /**
   * The ring, or the byte budget of large events, was full and stayed so for as long as the caller
   * may wait.
   */
  FULL,
  /**
   * The queue was nearly full after a wait had run out, and the event's severity was below the
   * floor.
   */
  SHED,
  /** The caller's thread was interrupted while it waited; its interrupt flag was restored. */
  INTERRUPTED,
  /** The pipeline was closing, closed, or had not started. */
  CLOSED,
  /** The encoder failed in a way that left no document. */
  UNENCODABLE
}
