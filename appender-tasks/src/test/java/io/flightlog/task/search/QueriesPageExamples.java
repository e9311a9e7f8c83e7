package io.flightlog.task.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequestInterceptor;

/** What {@code docs/queries.md} shows. */
final class QueriesPageExamples {
  private final List<FoundRun> shown = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  static TaskSearch connect(URI url) {
    Rest5Client http = Rest5Client.builder(url).build();
    Rest5ClientTransport transport = new Rest5ClientTransport(http, new JacksonJsonpMapper());
    ElasticsearchClient client = new ElasticsearchClient(transport);
    TaskSearch search = TaskSearch.in(client, "logs-*").last(Duration.ofDays(1));
    return search;
  }

  static HttpRequestInterceptor speakVersion8() {
    HttpRequestInterceptor speakVersion8 =
        (request, body, context) -> {
          for (Header header : request.getHeaders()) {
            if (header.getValue().contains("compatible-with=9")) {
              request.setHeader(header.getName(), header.getValue().replace("with=9", "with=8"));
            }
          }
        };
    return speakVersion8;
  }

  List<FoundRun> pages(TaskSearch search) throws IOException {
    Page<FoundRun> page = search.failedRuns("alice");
    page.items().forEach(run -> show(run));
    while (page.hasNext()) {
      page = page.next();
      page.items().forEach(run -> show(run));
    }
    return shown;
  }

  void ask(TaskSearch search) throws IOException {
    search.last(Duration.ofHours(1)).failedRuns("alice");
    search.timelineOfTask("report-1");
    search.timelineOfRun("06k3v9a0e1c5m7q2s4tu");
    search.stepsOfTrace("0af7651916cd43dd8448eb211c80319c");
    search.slowestRuns();
    search.task("daily-report").slowestRuns();
    search.latestStarts();
    search.lagByTask();
    search.countRuns();
    search.user("alice").task("daily-report").outcome(RunOutcome.SUCCESS).runs();
  }

  List<String> integrity(TaskSearch search) throws IOException {
    for (InstanceIntegrity instance : search.integrity()) {
      if (!instance.isComplete()) {
        warn(instance.instance().name() + " lacks " + instance.holes());
      }
    }
    return warnings;
  }

  private void show(FoundRun run) {
    shown.add(run);
  }

  private void warn(String warning) {
    warnings.add(warning);
  }
}
