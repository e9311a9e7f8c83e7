package io.flightlog.benchmarks;

import io.flightlog.testkit.SequenceOracle;

/** Takes events as fast as it can, and notes which. Serves in threads of its own. */
interface Receiver extends AutoCloseable {
  /** On the loopback interface; 0 if it has none. */
  int port();

  /** How many different sequences have come, as far as can be told at once. */
  default long events() {
    return sequences().events();
  }

  /** Every arrival, by its sequence: exact. */
  SequenceOracle sequences();

  /** Bytes of events as they were sent, without HTTP's own. */
  long wireBytes();

  /** Arrivals in which no sequence was found. */
  long unknown();

  /** CPU time that a server's process has taken until now; 0 of stand-ins. */
  default long cpuNanos() {
    return 0;
  }

  /** Makes a server merge all that it has, and says what is left. */
  default Stored merged() {
    throw new UnsupportedOperationException("a stand-in stores nothing");
  }

  /** Begins to suffer; {@link Fault#KILL} is none of its faults. */
  void suffer(Fault fault);

  /** Is well again, on the same port, with all it had. */
  void recover();

  @Override
  void close();
}
