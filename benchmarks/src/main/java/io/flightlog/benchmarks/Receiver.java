package io.flightlog.benchmarks;

import io.flightlog.testkit.SequenceOracle;

/** Takes events as fast as it can, and notes which. Serves in threads of its own. */
interface Receiver extends AutoCloseable {
  /** On the loopback interface. */
  int port();

  /** Every arrival, by its sequence. */
  SequenceOracle sequences();

  /** Bytes of events as they were sent, without HTTP's own. */
  long wireBytes();

  /** Arrivals in which no sequence was found. */
  long unknown();

  @Override
  void close();
}
