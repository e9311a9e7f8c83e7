package io.flightlog.ship;

/**
 * The seam to the network. One call is one HTTP exchange with one node: nothing is sent a second
 * time, followed, or moved to another node behind the caller's back. Sets no deadline over the
 * whole exchange: the ship agent does, and cuts it with {@link Call#cancel}.
 */
public interface BulkClient extends AutoCloseable {
  /** How many nodes there are; a node is an index below it. */
  int nodeCount();

  /** The node's URL, for messages. */
  String nodeName(int node);

  /**
   * Begins an exchange and returns at once. The body is lent: it is read until the listener has
   * been called, or {@link Call#cancel} has returned, and not after.
   */
  Call send(int node, HttpCall call, Listener listener);

  /**
   * A text that came from outside, without what requests authenticate with: a server or a proxy may
   * quote our headers. Any thread.
   */
  String hideSecrets(String text);

  /** Cuts what is in flight and ends all threads; does not wait for the network. */
  @Override
  void close();

  /** Told once how an exchange ended, on any thread; must not block. */
  interface Listener {
    /** An answer with any status came in whole. */
    void answered(HttpAnswer answer);

    /** No answer, or half of one; the request may have been executed all the same. */
    void failed(Throwable cause);
  }

  /** An exchange in progress. */
  interface Call {
    /**
     * Cuts it if it is still going on. When this returns the body is free, and the listener is not
     * called any more. Any thread; never blocks on the network.
     */
    void cancel();
  }
}
