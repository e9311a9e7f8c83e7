package io.flightlog.mission;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.ResponseException;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flightlog.config.Credentials;
import io.flightlog.config.HttpConfig;
import io.flightlog.config.SecretFile;
import io.flightlog.task.search.TaskSearch;
import io.flightlog.tls.TlsContext;
import io.flightlog.tls.TlsSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The connection to Elasticsearch: a typed client for servers of version 8 and 9, by daemon
 * threads. Connects when it is asked, not before. Credentials and certificates are read once. Any
 * thread.
 */
final class Cluster implements AutoCloseable {
  /** What the server may take for one request. */
  static final Duration SEARCH_TIMEOUT = Duration.ofSeconds(10);

  /** Longer than the server may take, so that its own word for it arrives. */
  private static final Timeout ANSWER_TIMEOUT = Timeout.ofSeconds(SEARCH_TIMEOUT.toSeconds() + 2);

  static final JacksonJsonpMapper JSON = new JacksonJsonpMapper();

  private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(3);
  private static final int CONNECTIONS = 24;

  private final Rest5ClientTransport transport;
  private final Rest5Client http;
  private final TaskSearch search;

  private Cluster(Rest5Client http, String indices) {
    this.http = http;
    this.transport = new Rest5ClientTransport(http, JSON);
    this.search =
        TaskSearch.in(new ElasticsearchClient(transport), indices).timeout(SEARCH_TIMEOUT);
  }

  /**
   * @throws IOException when a file of credentials or certificates cannot be used
   */
  static Cluster connect(Settings settings) throws IOException {
    HttpConfig config = settings.elasticsearch().http();
    Rest5ClientBuilder builder =
        Rest5Client.builder(settings.url())
            .setHttpClientConfigCallback(
                client ->
                    client
                        .addRequestInterceptorLast((request, entity, context) -> adapt(request))
                        .setThreadFactory(new DefaultThreadFactory("mission-control", true))
                        .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build()))
            .setConnectionConfigCallback(one -> one.setConnectTimeout(CONNECT_TIMEOUT))
            .setConnectionManagerCallback(
                pool -> pool.setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(CONNECTIONS))
            .setRequestConfigCallback(request -> request.setResponseTimeout(ANSWER_TIMEOUT));
    Credentials credentials = config.credentials();
    if (credentials != null) {
      Header authorization =
          new BasicHeader(HttpHeaders.AUTHORIZATION, authorization(credentials), true);
      builder.setDefaultHeaders(new Header[] {authorization});
    }
    if ("https".equals(settings.url().getScheme())) {
      TlsSource tls = new TlsSource(config.tls(), new LoggedDiagnostics(), System::nanoTime);
      tls.refresh();
      TlsContext context = tls.current();
      if (context != null) {
        builder.setSSLContext(context.ssl());
      }
    }
    return new Cluster(builder.build(), settings.indices());
  }

  private static String authorization(Credentials credentials) throws IOException {
    Path file = credentials.file();
    return file == null
        ? credentials.authorization()
        : credentials.authorization(SecretFile.read(file));
  }

  /** Speaks version 8, which servers of version 9 understand too. The client's I/O thread. */
  private static void adapt(HttpRequest request) {
    for (Header header : request.getHeaders()) {
      if (header.getValue().contains("compatible-with=9")) {
        request.setHeader(header.getName(), header.getValue().replace("with=9", "with=8"));
      }
    }
  }

  /** Everything in the indices. */
  TaskSearch search() {
    return search;
  }

  /**
   * The server's version; null if it does not tell it to this login.
   *
   * @throws IOException when it does not answer
   */
  @Nullable String version() throws IOException {
    try {
      Response response =
          http.performRequest(new Request("GET", "/_nodes?filter_path=nodes.*.version"));
      try (InputStream body = response.getEntity().getContent()) {
        for (JsonNode node : new ObjectMapper().readTree(body).path("nodes")) {
          return node.path("version").asText();
        }
      }
      return null;
    } catch (ResponseException refused) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
