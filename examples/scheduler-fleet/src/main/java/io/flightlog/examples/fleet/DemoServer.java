package io.flightlog.examples.fleet;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.flightlog.testkit.RealElasticsearch;
import java.io.IOException;
import java.net.URI;

/**
 * The Elasticsearch of one run: one that was started for it, or the user's own, which is left as it
 * is but for the documents of the run. Opened by the controlling thread; whatever was started is
 * handed to the {@link Cleanup} before it starts.
 */
final class DemoServer {
  /** What {@code <dataset>fleet</dataset>} makes. */
  static final String INDEX = "logs-fleet-default";

  private final URI url;
  private final ClusterClient client;

  private DemoServer(URI url, ClusterClient client) {
    this.url = url;
    this.client = client;
  }

  /** Takes the zip that the testkit's system property names. */
  static DemoServer start(Cleanup cleanup) throws IOException {
    RealElasticsearch server = cleanup.add(RealElasticsearch.builder().heap("512m").build());
    server.start();
    return connect(server.url(), cleanup);
  }

  static DemoServer connect(URI url, Cleanup cleanup) throws IOException {
    return new DemoServer(url, cleanup.add(ClusterClient.connect(url)));
  }

  URI url() {
    return url;
  }

  String version() {
    return client.version();
  }

  ElasticsearchClient client() {
    return client.typed();
  }
}
