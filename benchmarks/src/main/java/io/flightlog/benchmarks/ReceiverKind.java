package io.flightlog.benchmarks;

/** What stands in for the server. */
enum ReceiverKind {
  NONE,
  /** Elasticsearch's {@code _bulk}, over HTTP. */
  BULK,
  /** A JSON document a line, over TCP. */
  LINES;

  Receiver open() {
    return switch (this) {
      case NONE -> throw new IllegalArgumentException("nothing is received");
      case BULK -> new BulkReceiver();
      case LINES -> LineReceiver.open();
    };
  }
}
