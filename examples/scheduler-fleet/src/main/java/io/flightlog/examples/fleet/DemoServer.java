package io.flightlog.examples.fleet;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.flightlog.testkit.RealElasticsearch;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable RealElasticsearch started;

  private DemoServer(URI url, ClusterClient client, @Nullable RealElasticsearch started) {
    this.url = url;
    this.client = client;
    this.started = started;
  }

  /** Takes the zip that the testkit's system property names. */
  static DemoServer start(Cleanup cleanup) throws IOException {
    RealElasticsearch server = cleanup.add(RealElasticsearch.builder().heap("512m").build());
    server.start();
    return new DemoServer(server.url(), connectTo(server.url(), cleanup), server);
  }

  static DemoServer connect(URI url, Cleanup cleanup) throws IOException {
    return new DemoServer(url, connectTo(url, cleanup), null);
  }

  private static ClusterClient connectTo(URI url, Cleanup cleanup) throws IOException {
    return cleanup.add(ClusterClient.connect(url));
  }

  /** As {@code kill -9} does; its data stay. */
  void kill() {
    own().kill();
  }

  /** After {@link #kill}, on the same port and data; returns when it answers. */
  void startAgain() {
    own().start();
  }

  private RealElasticsearch own() {
    RealElasticsearch server = started;
    if (server == null) {
      throw new IllegalStateException("not ours to kill: " + url);
    }
    return server;
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
