package io.flightlog.testkit;

import io.flightlog.testkit.server.Distribution;
import io.flightlog.testkit.server.MachineTemporary;
import io.flightlog.testkit.server.ServerTls;
import io.flightlog.testkit.server.Superuser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Options of a {@link RealElasticsearch}; all have defaults that suit functional tests. */
public final class RealElasticsearchBuilder {

  private static final int MAX_PORT = 65_535;

  private final Map<String, String> settings = new TreeMap<>();
  private @Nullable Path zip;
  private String heap = "512m";
  private boolean fastBoot = true;
  private int port;
  private Duration timeToStart = Duration.ofMinutes(3);
  private @Nullable Superuser superuser;
  private boolean https;
  private Path temporary = MachineTemporary.directory();

  RealElasticsearchBuilder() {
    settings.put("discovery.type", "single-node");
    settings.put("network.host", "127.0.0.1");
    settings.put("transport.port", "0");
    settings.put("node.portsfile", "true");
    settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
  }

  /** The distribution; without this, the one that {@value Distribution#ZIP_PROPERTY} names. */
  public RealElasticsearchBuilder zip(Path file) {
    zip = file;
    return this;
  }

  /** Heap of the server as {@code -Xmx} takes it; 256m is enough for a few thousand documents. */
  public RealElasticsearchBuilder heap(String size) {
    if (!size.matches("[1-9]\\d*[mMgG]")) {
      throw new IllegalArgumentException("heap must be like 512m or 2g, not '" + size + "'");
    }
    heap = size;
    return this;
  }

  /** One setting of {@code elasticsearch.yml}; the server refuses to start with unknown ones. */
  public RealElasticsearchBuilder setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /**
   * True, the default: the quick compiler only, which halves the CPU of a start. False wherever the
   * server's speed matters.
   */
  public RealElasticsearchBuilder fastBoot(boolean on) {
    fastBoot = on;
    return this;
  }

  /** A port to bind, 0 for any; see {@link RealElasticsearch#freePort}. */
  public RealElasticsearchBuilder port(int number) {
    if (number < 0 || number > MAX_PORT) {
      throw new IllegalArgumentException("port must be 0 … " + MAX_PORT + ", not " + number);
    }
    port = number;
    return this;
  }

  /** How long a start may take; generous by default, for a busy machine. */
  public RealElasticsearchBuilder timeToStart(Duration atMost) {
    timeToStart = atMost;
    return this;
  }

  /**
   * Switches security on, in the clear on loopback: with this superuser, and with what the small
   * distribution lacks for users, roles and API keys, which tests make through REST ({@link
   * ServerProbe#as}). Elasticsearch 8 and 9 only.
   */
  public RealElasticsearchBuilder secured(String user, String password) {
    superuser = new Superuser(user, password);
    return this;
  }

  /**
   * HTTPS in place of the clear, after {@link #secured}: with a certificate that can be replaced
   * ({@link RealElasticsearch#show}), and only for clients with one that {@link
   * RealElasticsearch#authority} signed.
   */
  public RealElasticsearchBuilder https() {
    https = true;
    return this;
  }

  /** Where the instance's directory is made, instead of among the machine's temporary files. */
  public RealElasticsearchBuilder temporaryDirectory(Path directory) {
    temporary = directory;
    return this;
  }

  /** Prepares an instance that is not started yet. */
  public RealElasticsearch build() {
    return new RealElasticsearch(this);
  }

  /** Builds and starts; nothing is left behind if the start fails. */
  public RealElasticsearch start() {
    RealElasticsearch server = build();
    try {
      return server.start();
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  Distribution distribution() {
    return zip == null ? Distribution.fromProperty() : Distribution.of(zip);
  }

  Map<String, String> settings() {
    return Map.copyOf(settings);
  }

  List<String> jvmOptions() {
    List<String> options = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap));
    if (fastBoot) {
      options.add("-XX:TieredStopAtLevel=1");
    }
    return options;
  }

  @Nullable Superuser superuser() {
    return superuser;
  }

  @Nullable ServerTls tls() {
    return https ? new ServerTls() : null;
  }

  int port() {
    return port;
  }

  Duration timeToStart() {
    return timeToStart;
  }

  Path temporaryDirectory() {
    return temporary.toAbsolutePath();
  }
}
