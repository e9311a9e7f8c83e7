package io.flightlog.mission;

import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;

/** Mission Control while it serves: owns the connection to Elasticsearch and the web server. */
public final class RunningMission implements AutoCloseable {
  private final Cluster cluster;
  private final WebServer server;

  private RunningMission(Cluster cluster, WebServer server) {
    this.cluster = cluster;
    this.server = server;
  }

  /** On a free port of the loopback address, for an Elasticsearch without login and TLS. */
  public static RunningMission onLoopback(URI elasticsearch, String indices) throws IOException {
    PipelineConfig destination =
        PipelineConfig.from(
            new OptionValues().set("url", elasticsearch.toString()).set("setup", "off"));
    return start(new Settings(destination, indices, null, InetAddress.getLoopbackAddress(), 0));
  }

  /**
   * Returns when it listens; whether Elasticsearch is there is not asked.
   *
   * @throws IOException when it cannot listen, or TLS cannot be had
   */
  static RunningMission start(Settings settings) throws IOException {
    Cluster cluster = Cluster.connect(settings);
    try {
      return new RunningMission(cluster, WebServer.start(settings, cluster));
    } catch (IOException | RuntimeException failed) {
      cluster.close();
      throw failed;
    }
  }

  /** Where the page is. */
  public URI url() {
    return server.url();
  }

  /** Ends requests and tails; more than once does nothing. */
  @Override
  public void close() {
    server.close();
    cluster.close();
  }
}
