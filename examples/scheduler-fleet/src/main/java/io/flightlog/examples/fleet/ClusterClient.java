package io.flightlog.examples.fleet;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.hc.core5.concurrent.DefaultThreadFactory;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.Timeout;

/**
 * A typed client for one server of version 8 or 9, by daemon threads. Asks the server for its
 * version first, through {@code _nodes}, because {@code GET /} is not everywhere.
 */
final class ClusterClient implements AutoCloseable {
  private final Rest5ClientTransport transport;
  private final ElasticsearchClient client;
  private final String version;

  private ClusterClient(Rest5ClientTransport transport, String version) {
    this.transport = transport;
    this.client = new ElasticsearchClient(transport);
    this.version = version;
  }

  /**
   * Throws {@link IOException} when nobody answers there, or somebody who is not an Elasticsearch 8
   * or 9.
   */
  static ClusterClient connect(URI url) throws IOException {
    CompatibleHeaders headers = new CompatibleHeaders();
    Rest5Client http =
        Rest5Client.builder(url)
            .setHttpClientConfigCallback(
                builder ->
                    builder
                        .addRequestInterceptorLast(headers)
                        .setThreadFactory(new DefaultThreadFactory("fleet-questions", true))
                        .setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).build()))
            .setRequestConfigCallback(config -> config.setResponseTimeout(Timeout.ofSeconds(30)))
            .build();
    try {
      String version = version(http);
      int major = Integer.parseInt(version.substring(0, version.indexOf('.')));
      if (major != 8 && major != 9) {
        throw new IOException("it is version " + version + ", the demo can ask 8 and 9");
      }
      headers.speakTo(major);
      return new ClusterClient(new Rest5ClientTransport(http, new JacksonJsonpMapper()), version);
    } catch (IOException | RuntimeException e) {
      http.close();
      throw new IOException("no usable Elasticsearch at " + url + ": " + e.getMessage(), e);
    }
  }

  private static String version(Rest5Client http) throws IOException {
    Response response =
        http.performRequest(new Request("GET", "/_nodes?filter_path=nodes.*.version"));
    try (InputStream body = response.getEntity().getContent()) {
      for (JsonNode node : new ObjectMapper().readTree(body).path("nodes")) {
        return node.path("version").asText();
      }
    }
    throw new IOException("it answers GET /_nodes with status " + response.getStatusCode());
  }

  ElasticsearchClient typed() {
    return client;
  }

  String version() {
    return version;
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
