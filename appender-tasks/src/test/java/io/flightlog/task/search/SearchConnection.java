package io.flightlog.task.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequestInterceptor;

/**
 * A typed client that servers of version 8 and 9 understand, as {@code docs/queries.md} shows it.
 */
record SearchConnection(Rest5ClientTransport transport, ElasticsearchClient client)
    implements AutoCloseable {

  static SearchConnection to(URI url) {
    HttpRequestInterceptor speakVersion8 =
        (request, body, context) -> {
          for (Header header : request.getHeaders()) {
            if (header.getValue().contains("compatible-with=9")) {
              request.setHeader(header.getName(), header.getValue().replace("with=9", "with=8"));
            }
          }
        };
    Rest5Client http =
        Rest5Client.builder(url)
            .setHttpClientConfigCallback(client -> client.addRequestInterceptorLast(speakVersion8))
            .build();
    Rest5ClientTransport transport = new Rest5ClientTransport(http, new JacksonJsonpMapper());
    ElasticsearchClient client = new ElasticsearchClient(transport);
    return new SearchConnection(transport, client);
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
