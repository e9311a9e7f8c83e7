package io.flightlog.benchmarks.fleet;

import io.flightlog.ship.Shipper;
import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.ServerProbe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a bulk request costs a real Elasticsearch in CPU time, by how many documents are in it and
 * how many shards they go to: the figures that {@link ClusterShape} is built on. No replica, the
 * library's own mappings; one request after the other, in interleaved rounds; the CPU time is the
 * server's own figure of its process.
 */
public final class BulkCost {
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 5;

  private enum Request {
    ONE(1, 1, 1_000),
    TEN(1, 10, 400),
    TEN_OVER_THREE(3, 10, 400),
    HUNDRED(1, 100, 60),
    THOUSAND(1, 1_000, 15),
    THOUSAND_OVER_THREE(3, 1_000, 15);

    private final int shards;
    private final int documents;
    private final int requests;

    Request(int shards, int documents, int requests) {
      this.shards = shards;
      this.documents = documents;
      this.requests = requests;
    }
  }

  private record Cost(double cpuMicros, double wallMicros) {}

  private final ServerProbe server;
  private long nextDocument;

  private BulkCost(ServerProbe server) {
    this.server = server;
  }

  /** Starts a server, measures, and prints a Markdown table. */
  public static void main(String[] arguments) throws IOException {
    try (RealElasticsearch elasticsearch = RealElasticsearch.builder().heap("1g").start()) {
      BulkCost cost = new BulkCost(elasticsearch.probe());
      cost.createIndex(1);
      cost.createIndex(3);
      System.out.println("Elasticsearch " + elasticsearch.version());
      cost.measure();
    }
  }

  private void createIndex(int shards) throws IOException {
    try (InputStream resource = Shipper.class.getResourceAsStream("index-mappings.json")) {
      if (resource == null) {
        throw new IllegalStateException("index-mappings.json is not beside Shipper");
      }
      String mappings = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      server.put(
          "/" + index(shards),
          "{\"settings\":{\"index.number_of_replicas\":0,\"index.number_of_shards\":"
              + shards
              + ","
              + "\"index.codec\":\"best_compression\",\"index.refresh_interval\":\"5s\"},"
              + "\"mappings\":"
              + mappings
              + "}");
    }
  }

  private static String index(int shards) {
    return "fleet-cost-" + shards;
  }

  private void measure() {
    Map<Request, List<Cost>> costs = new EnumMap<>(Request.class);
    for (int round = -WARM_UPS; round < ROUNDS; round++) {
      for (Request request : Request.values()) {
        Cost cost = run(request);
        System.err.printf("round %d, %s: %.0f µs%n", round, request, cost.cpuMicros());
        if (round >= 0) {
          costs.computeIfAbsent(request, none -> new ArrayList<>()).add(cost);
        }
      }
    }
    System.out.println("| shards | documents | CPU µs/request | CPU µs/document | ms |");
    System.out.println("|--:|--:|--:|--:|--:|");
    costs.forEach(
        (request, measured) -> {
          double[] cpu = measured.stream().mapToDouble(Cost::cpuMicros).sorted().toArray();
          double[] wall = measured.stream().mapToDouble(Cost::wallMicros).sorted().toArray();
          System.out.printf(
              "| %d | %,d | %,.0f [%,.0f–%,.0f] | %,.0f | %,.1f |%n",
              request.shards,
              request.documents,
              cpu[ROUNDS / 2],
              cpu[0],
              cpu[ROUNDS - 1],
              cpu[ROUNDS / 2] / request.documents,
              wall[ROUNDS / 2] / 1000);
        });
  }

  private Cost run(Request request) {
    List<String> bodies = new ArrayList<>();
    for (int i = 0; i < request.requests; i++) {
      bodies.add(body(request));
    }
    long cpuBefore = cpuMillis();
    long start = System.nanoTime();
    for (String body : bodies) {
      ServerProbe.Answer answer = server.bulkAnswer("/_bulk?filter_path=errors", body);
      if (answer.body().path("errors").asBoolean(true)) {
        throw new IllegalStateException("not everything was indexed: " + answer);
      }
    }
    double wallMicros = (System.nanoTime() - start) / 1_000.0;
    double cpuMicros = (cpuMillis() - cpuBefore) * 1_000.0;
    return new Cost(cpuMicros / request.requests, wallMicros / request.requests);
  }

  private long cpuMillis() {
    long millis = 0;
    for (var node : server.get("/_nodes/stats/process").body().path("nodes")) {
      millis += node.path("process").path("cpu").path("total_in_millis").asLong();
    }
    return millis;
  }

  private String body(Request request) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < request.documents; i++) {
      long n = nextDocument++;
      body.append("{\"create\":{\"_index\":\"").append(index(request.shards));
      body.append("\",\"_id\":\"0123456789abcdef");
      body.append(String.format("%08d", n)).append("\"}}\n");
      body.append("{\"event.sequence\":").append(n);
      body.append(",\"@timestamp\":\"2026-01-01T00:00:00.").append(n % 900 + 100).append("Z\",");
      body.append("\"log.level\":\"INFO\",\"log.logger\":\"com.example.scheduler.InvoiceExport\",");
      body.append("\"process.thread.name\":\"worker-").append(n % 8).append("\",");
      body.append("\"message\":\"Order ").append(n).append(" of customer acme-").append(n % 977);
      body.append(" exported in ").append(n % 83).append(" ms\",\"task.name\":\"invoice-export\",");
      body.append("\"task.id\":\"invoice-export-").append(n / 40).append("\",");
      body.append("\"user.id\":\"user-").append(n % 211).append("\",");
      body.append("\"trace.id\":\"").append(String.format("%032x", n / 40)).append("\",");
      body.append("\"service.name\":\"scheduler\",\"host.name\":\"host-1.example.com\",");
      body.append("\"agent.name\":\"flightlog\",\"agent.version\":\"0.1.0\",");
      body.append("\"agent.ephemeral_id\":\"0123456789abcdef\",\"ecs.version\":\"8.11.0\"}\n");
    }
    return body.toString();
  }
}
