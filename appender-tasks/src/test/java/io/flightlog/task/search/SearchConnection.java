package io.flightlog.task.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.IOException;
import java.net.URI;

/**
 * A typed client that servers of version 8 and 9 understand, as {@code docs/queries.md} shows it.
 */
record SearchConnection(Rest5ClientTransport transport, ElasticsearchClient client)
    implements AutoCloseable {

  static SearchConnection to(URI url) {
    Rest5Client http =
        Rest5Client.builder(url)
            .setHttpClientConfigCallback(
                client -> client.addRequestInterceptorLast(QueriesPageExamples.speakVersion8()))
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
