package io.flightlog.ship;

import io.flightlog.batch.Gzip;
import io.flightlog.config.HttpConfig;
import io.flightlog.config.HttpConfig.Compression;

/** Makes bulk requests of bodies, compressed into the buffer of their flight. Ship agent only. */
final class BulkRequests {
  private static final String PATH =
      "/_bulk?filter_path=errors,error,status,items.*.status,items.*.error.type,"
          + "items.*.error.reason,items.*.failure_store&timeout=";

  private static final long MAX_SERVER_WAIT_MILLIS = 30_000;

  private final Gzip gzip = new Gzip();
  private final boolean compresses;
  private final String path;

  BulkRequests(HttpConfig config) {
    this.compresses = config.compression() == Compression.GZIP;
    this.path = PATH + serverWaitMillis(config) + "ms";
  }

  /**
   * How long the server may wait for a primary shard: it must answer 503 for each item before this
   * side gives up, or every try stays in the server's memory beside the next.
   */
  private static long serverWaitMillis(HttpConfig config) {
    return Math.min(MAX_SERVER_WAIT_MILLIS, config.requestTimeout().toMillis() / 2);
  }

  /** The first bytes of a body as a request; what does not become smaller goes as it is. */
  HttpCall of(byte[] body, int length, Flight flight) {
    if (compresses) {
      byte[] buffer = flight.gzipBuffer(body.length);
      int size = gzip.compress(body, length, buffer);
      if (size >= 0) {
        return HttpCall.post(path, buffer, size, true);
      }
    }
    return HttpCall.post(path, body, length, false);
  }
}
