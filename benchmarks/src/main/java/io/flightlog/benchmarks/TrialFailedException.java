package io.flightlog.benchmarks;

import java.io.Serial;

/** One run of one appender gave no figures; the message says why, to people. */
final class TrialFailedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  TrialFailedException(String message) {
    super(message);
  }
}
