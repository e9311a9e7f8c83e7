package io.flightlog.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.SequenceOracle;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.ServerProbe.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A real Elasticsearch, at full speed. What is in it is known by messages, whoever sent them. How
 * many have come is asked of its counters while they come, to a tenth of a second, and of the
 * documents themselves in the end.
 */
final class RealReceiver implements Receiver {
  private static final String SENDER = "index";
  private static final String INDEX = "logs-*";
  private static final int PAGE = 10_000;
  private static final long POLL_NANOS = Duration.ofMillis(100).toNanos();

  private final RealElasticsearch server =
      RealElasticsearch.builder().fastBoot(false).heap("1g").start();
  private final ServerProbe probe = server.probe();
  private long indexed;
  private long cpuNanosAtLast;
  private long polled = System.nanoTime() - POLL_NANOS;

  @Override
  public int port() {
    return server.url().getPort();
  }

  /** Counts what is about a recorder itself, too: a little more than there are events. */
  @Override
  public synchronized long events() {
    if (System.nanoTime() - polled >= POLL_NANOS && server.running()) {
      JsonNode stats = probe.get("/_stats/indexing?filter_path=_all.primaries.indexing").body();
      long before = indexed;
      indexed = stats.at("/_all/primaries/indexing/index_total").asLong(indexed);
      cpuNanosAtLast = indexed > before ? cpuNanos() : cpuNanosAtLast;
      polled = System.nanoTime();
    }
    return indexed;
  }

  /** Reads all messages. */
  @Override
  public SequenceOracle sequences() {
    probe.countNow(INDEX, "*");
    SequenceOracle sequences = new SequenceOracle();
    ObjectNode search = JsonNodeFactory.instance.objectNode();
    search.put("size", PAGE);
    search.putArray("_source").add("message");
    search.putArray("sort").add("_doc");
    probe.forEachHit(
        INDEX,
        search,
        hit -> {
          byte[] source = hit.path("_source").toString().getBytes(StandardCharsets.UTF_8);
          long sequence = MessageScanner.first(source, 0, source.length);
          if (sequence >= 0) {
            sequences.record(SENDER, sequence);
          }
        });
    return sequences;
  }

  /** Without what searching for them costs afterwards. */
  @Override
  public synchronized long cpuNanosAtLast() {
    return cpuNanosAtLast;
  }

  @Override
  public long cpuNanos() {
    String path = "/_nodes/stats/process?filter_path=nodes.*.process.cpu.total_in_millis";
    JsonNode node = probe.get(path).body().path("nodes").elements().next();
    return TimeUnit.MILLISECONDS.toNanos(node.at("/process/cpu/total_in_millis").asLong());
  }

  /** All indices, each merged to one segment. */
  @Override
  public long diskBytesPerDocument() {
    Answer merged = probe.post("/" + INDEX + "/_forcemerge?max_num_segments=1&flush=true", "");
    JsonNode all =
        probe
            .get("/" + INDEX + "/_stats/store,docs?filter_path=_all.primaries")
            .body()
            .at("/_all/primaries");
    long documents = all.at("/docs/count").asLong();
    if (merged.status() != 200 || documents == 0) {
      throw new IllegalStateException("cannot be merged: " + merged);
    }
    return all.at("/store/size_in_bytes").asLong() / documents;
  }

  /** Not known: the server does not count it. */
  @Override
  public long wireBytes() {
    return 0;
  }

  /** What has no message is about a recorder itself, on purpose. */
  @Override
  public long unknown() {
    return 0;
  }

  @Override
  public void suffer(Fault fault) {
    switch (fault) {
      case DOWN -> server.kill();
      case SLOW -> server.suspend();
      case UNAVAILABLE, KILL ->
          throw new IllegalArgumentException("not a fault of a real server: " + fault);
    }
  }

  @Override
  public void recover() {
    if (server.running()) {
      server.resume();
    } else {
      server.start();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
