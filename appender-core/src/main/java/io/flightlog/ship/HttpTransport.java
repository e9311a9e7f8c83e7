package io.flightlog.ship;

import io.flightlog.agent.OwnThreads;
import io.flightlog.config.HttpConfig;
import io.flightlog.tls.TlsException;
import io.flightlog.tls.TlsSource;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client that all nodes share: HTTP/1.1, one I/O thread, daemon threads of our own, and
 * nothing done behind our back (no retries, redirects, cookies, unpacking, protocol upgrades). With
 * it go its connections, and the TLS that they are opened with.
 */
final class HttpTransport {
  /** A pooled connection that was silent for this long is looked at before it is used again. */
  private static final TimeValue VALIDATE_AFTER = TimeValue.ofSeconds(1);

  private static final int MAX_LINE_CHARS = 8 << 10;
  private static final int MAX_HEADERS = 128;
  private static final int MAX_EMPTY_LINES = 10;

  private final TlsSource tls;
  private final PoolingAsyncClientConnectionManager connections;
  private final CloseableHttpAsyncClient client;

  HttpTransport(
      HttpConfig config, TlsSource tls, int nodes, String userAgent, ConnectionWitness witness) {
    this.tls = tls;
    RotatingTls rotatingTls = new RotatingTls(tls);
    this.connections = connections(config, nodes, rotatingTls);
    this.client = client(config, connections, rotatingTls, userAgent, witness);
  }

  CloseableHttpAsyncClient client() {
    return client;
  }

  /**
   * Before an exchange begins, by the thread where they do: has the TLS that is in force now, and
   * no idle connection of another. One that is in use is closed when its exchange has ended.
   *
   * @throws TlsException when there is nothing to trust, or no key
   */
  void prepare() throws TlsException {
    if (tls.refresh()) {
      connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }
  }

  /** The failure in words, if TLS was its reason, else as it is. Any thread. */
  Exception explain(Exception failure) {
    return tls.explain(failure);
  }

  /** Cuts what is in flight and ends the threads; does not wait for the network. */
  void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  private static CloseableHttpAsyncClient client(
      HttpConfig config,
      PoolingAsyncClientConnectionManager connections,
      RotatingTls rotatingTls,
      String userAgent,
      ConnectionWitness witness) {
    Timeout requestTimeout = timeout(config.requestTimeout());
    HttpAsyncClientBuilder builder =
        HttpAsyncClients.custom()
            .setThreadFactory(task -> OwnThreads.create("http", task))
            .setIOReactorConfig(
                IOReactorConfig.custom()
                    .setIoThreadCount(1)
                    .setSoKeepAlive(true)
                    .setTcpNoDelay(true)
                    .build())
            .setHttp1Config(bounds())
            .setConnectionManager(connections)
            .setConnectionReuseStrategy(rotatingTls)
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(requestTimeout)
                    .setResponseTimeout(requestTimeout)
                    .setExpectContinueEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .setAuthenticationEnabled(false)
                    .setRedirectsEnabled(false)
                    .build())
            .setIoSessionDecorator(session -> session) // its own would log all bytes at DEBUG
            .setUserAgent(userAgent)
            .addExecInterceptorFirst("flightlog", witness)
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableConnectionState();
    leavePacked(builder);
    URI proxy = config.proxy();
    if (proxy != null) {
      builder.setProxy(new HttpHost(proxy.getScheme(), proxy.getHost(), proxy.getPort()));
    }
    return builder.build();
  }

  /** Before 5.6, which Spring Boot 3.5 manages, the client unpacks nothing, and cannot be told. */
  private static void leavePacked(HttpAsyncClientBuilder builder) {
    try {
      builder.disableContentCompression();
    } catch (NoSuchMethodError unpacksNothing) {
      // as above
    }
  }

  /**
   * What a head, a trailer or the line before a chunk may take of the heap: two mebibytes. What has
   * no end but passes no bound (informational responses, a byte a second) is cut by the shipper, at
   * {@code requestTimeout}.
   */
  private static Http1Config bounds() {
    return Http1Config.custom()
        .setMaxLineLength(MAX_LINE_CHARS)
        .setMaxHeaderCount(MAX_HEADERS)
        .setMaxEmptyLineCount(MAX_EMPTY_LINES)
        .build();
  }

  /** One connection per request in flight and node, and one more for a request that was cut. */
  private static PoolingAsyncClientConnectionManager connections(
      HttpConfig config, int nodes, RotatingTls rotatingTls) {
    int perNode = config.maxInFlight() + 1;
    return PoolingAsyncClientConnectionManagerBuilder.create()
        .setTlsStrategy(rotatingTls)
        .setDefaultTlsConfig(
            TlsConfig.custom()
                .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                .setHandshakeTimeout(timeout(config.connectTimeout()))
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(timeout(config.connectTimeout()))
                .setValidateAfterInactivity(VALIDATE_AFTER)
                .build())
        .setMaxConnPerRoute(perNode)
        .setMaxConnTotal(perNode * nodes)
        .build();
  }

  private static Timeout timeout(Duration duration) {
    return Timeout.of(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}
