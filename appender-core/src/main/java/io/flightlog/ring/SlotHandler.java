package io.flightlog.ring;

/**
 * Takes drained slots. Drain agent only. Must not throw: the ring would hand out the same group
 * again.
 */
public interface SlotHandler {
  /**
   * An event; its bytes are the ring's and valid only during the call.
   *
   * @return whether the poll may go on to the next slot
   */
  boolean onEvent(long sequence, byte[] bytes, int length);

  /**
   * A slot whose producer died between claim and publish.
   *
   * @return whether the poll may go on to the next slot
   */
  boolean onAborted(long sequence);

  /**
   * The group that is being handed over ends: when this returns, its slots may come free. Called
   * once a poll that handed over anything.
   */
  default void onGroupEnd() {}
}
