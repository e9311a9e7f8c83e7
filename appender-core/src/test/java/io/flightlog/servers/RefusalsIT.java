package io.flightlog.servers;

import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/** The cases that leave a shared server as it was. */
@WithElasticsearch
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class RefusalsIT implements DeliveryCases, RefusalCases, BlockedIndexCases {
  private final ElasticsearchServer server;
  private final ServerProbe probe;

  RefusalsIT(ElasticsearchServer server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  @Override
  public ElasticsearchServer server() {
    return server;
  }

  @Override
  public ServerProbe probe() {
    return probe;
  }
}
