package io.flightlog.ship;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import io.flightlog.agent.NanoClock;
import io.flightlog.agent.OwnThreads;
import io.flightlog.config.HttpConfig;
import io.flightlog.config.HttpConfig.Compression;
import io.flightlog.config.NamedValue;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.tls.TlsSource;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * The real network: elasticsearch-java's low-level {@link Rest5Client} with plain content types,
 * which every server from 7.17 on and OpenSearch accept. One {@code Rest5Client} per node, because
 * given several it silently sends a failed request to the next; all share one HTTP client, so there
 * are three daemon threads however many nodes: {@code flightlog-http} twice (I/O and its
 * dispatcher), and {@code flightlog-connect}, where exchanges begin: looking up a host name blocks.
 */
public final class Rest5BulkClient implements BulkClient {
  private final List<URI> urls;
  private final HttpTransport http;
  private final Secrets secrets = new Secrets();
  private final Authorization authorization;
  private final ConnectionWitness witness = new ConnectionWitness();
  private final List<Rest5Client> nodes = new ArrayList<>();
  private final ExecutorService starter =
      Executors.newSingleThreadExecutor(task -> OwnThreads.create("connect", task));

  private Rest5BulkClient(
      List<URI> urls, HttpConfig config, String version, Diagnostics diagnostics) {
    this.urls = urls;
    this.http =
        new HttpTransport(
            config,
            new TlsSource(config.tls(), diagnostics, NanoClock.SYSTEM),
            urls.size(),
            "flightlog/" + version,
            witness);
    this.authorization = new Authorization(config.credentials(), secrets);
    Header[] headers = headers(config);
    for (URI url : urls) {
      nodes.add(
          Rest5Client.builder(url)
              .setHttpClient(http.client())
              .setDefaultHeaders(headers)
              .setMetaHeaderEnabled(false)
              .setCompressionEnabled(false)
              .build());
    }
  }

  /**
   * Opens no connection yet.
   *
   * @param version of this library, for the {@code User-Agent}
   * @param diagnostics told of files of keys and certificates that change
   */
  public static Rest5BulkClient open(
      PipelineConfig config, String version, Diagnostics diagnostics) {
    return new Rest5BulkClient(config.destination().urls(), config.http(), version, diagnostics);
  }

  @Override
  public int nodeCount() {
    return urls.size();
  }

  @Override
  public String nodeName(int node) {
    return urls.get(node).toString();
  }

  @Override
  public Call send(int node, HttpCall call, Listener listener) {
    Rest5Call exchange = new Rest5Call(nodes.get(node), call, new Terms(node), listener);
    try {
      starter.execute(() -> witness.begin(exchange));
    } catch (RejectedExecutionException closed) {
      exchange.failed(closed);
    }
    return exchange;
  }

  /** What exchanges with one node have in common. */
  private final class Terms implements Rest5Call.Terms {
    private final boolean isEncrypted;

    Terms(int node) {
      this.isEncrypted = URIScheme.HTTPS.same(urls.get(node).getScheme());
    }

    @Override
    public void prepare() throws IOException {
      if (isEncrypted) {
        http.prepare();
      }
      authorization.prepare();
    }

    @Override
    public Exception explain(Exception failure) {
      return http.explain(failure);
    }
  }

  @Override
  public String hideSecrets(String text) {
    return secrets.hide(text);
  }

  @Override
  public void close() {
    starter.shutdownNow();
    http.close();
  }

  /** The user's headers win over ours of the same name. */
  private Header[] headers(HttpConfig config) {
    List<Header> headers = new ArrayList<>();
    if (config.credentials() != null) {
      headers.add(authorization.header());
    }
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (NamedValue header : config.headers()) {
      headers.add(new HiddenHeader(header.name(), header.value()));
      secrets.add(header.value());
      names.add(header.name().toLowerCase(Locale.ROOT));
    }
    if (config.compression() == Compression.GZIP && !names.contains("Accept-Encoding")) {
      headers.add(new BasicHeader("Accept-Encoding", "gzip"));
    }
    return headers.toArray(new Header[0]);
  }
}
