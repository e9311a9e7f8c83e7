package io.flightlog.benchmarks;

import java.nio.file.Path;

/** What stands in for the server. */
enum ReceiverKind {
  NONE,
  /** Elasticsearch's {@code _bulk} over HTTP; events are known by their ids and sequences. */
  BULK,
  /** The same for documents without ids; events are known by their messages. */
  BULK_MESSAGES,
  /** A real Elasticsearch; events are known by their messages. */
  REAL,
  /** A JSON document a line, over TCP. */
  LINES,
  /** Loki's push interface, in JSON over HTTP. */
  LOKI,
  /** A JSON document a line, in a file of the application. */
  FILE;

  /** Whether a real Elasticsearch can stand here. */
  boolean isElasticsearch() {
    return this == BULK || this == BULK_MESSAGES || this == REAL;
  }

  /**
   * Begins to receive.
   *
   * @param file where the application writes, if it does
   */
  Receiver open(Path file) {
    return switch (this) {
      case NONE -> throw new IllegalArgumentException("nothing is received");
      case BULK -> new BulkReceiver(false);
      case BULK_MESSAGES -> new BulkReceiver(true);
      case REAL -> new RealReceiver();
      case LINES -> LineReceiver.open();
      case LOKI -> new LokiReceiver();
      case FILE -> FileReceiver.of(file);
    };
  }
}
