package io.flightlog.testkit;

import java.net.URI;

/**
 * An Elasticsearch (or OpenSearch) that answers HTTP while this is open, whoever runs it. Security
 * is off.
 */
public interface ElasticsearchServer extends AutoCloseable {

  /** {@code http://host:port}, without a path. */
  URI url();

  /** The server's version as its distribution names it, {@code 8.19.21}. */
  String version();

  /** Ends the server and removes its data; a second call does nothing. */
  @Override
  void close();
}
