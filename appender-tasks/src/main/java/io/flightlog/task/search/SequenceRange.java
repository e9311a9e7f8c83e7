package io.flightlog.task.search;

/** Sequences from {@code first} to {@code last}, both included. */
public record SequenceRange(long first, long last) {
  /** How many. */
  public long count() {
    return last - first + 1;
  }
}
