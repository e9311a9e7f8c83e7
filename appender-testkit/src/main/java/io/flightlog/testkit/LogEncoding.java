package io.flightlog.testkit;

/** What the groups of {@link EncoderContract} ask of a front-end. */
public interface LogEncoding {

  /**
   * Performs the call and encodes it as the front-end's encoder does in production, on the calling
   * thread. Neither the call's objects nor the encoder may make it throw.
   *
   * @return the whole JSON object with its braces, without the newline behind it; without {@code
   *     event.sequence} and the constants, which are framed later, unless the front-end adds them
   *     here
   */
  byte[] encode(LogCall call);
}
