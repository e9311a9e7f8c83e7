package io.flightlog.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.SequenceOracle;
import io.flightlog.testkit.ServerProbe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

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
  private long pid = server.pid();
  private boolean up = true;
  private long kept;
  private long indexed;
  private long polled = System.nanoTime() - POLL_NANOS;

  @Override
  public int port() {
    return server.url().getPort();
  }

  /** Counts what is about a recorder itself, too: a little more than there are events. */
  @Override
  public synchronized long events() {
    if (System.nanoTime() - polled >= POLL_NANOS && up) {
      indexed = kept + indexedByProcess();
      polled = System.nanoTime();
    }
    return indexed;
  }

  /** The server's counter, which begins again at 0 with each process. */
  private long indexedByProcess() {
    JsonNode stats = probe.get("/_stats/indexing?filter_path=_all.primaries.indexing").body();
    return stats.at("/_all/primaries/indexing/index_total").asLong();
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

  /**
   * As the kernel counts it, in steps of 10 ms: what the server tells of itself is up to a second
   * old. Begins again at 0 with a process that {@link #recover} started.
   */
  @Override
  public synchronized long cpuNanos() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos)
        .orElse(0L);
  }

  /**
   * Each index to one segment, whose own sizes are added: what the server tells of an index as a
   * whole is up to ten seconds old.
   */
  @Override
  public Stored merged() {
    JsonNode merge = probe.post("/" + INDEX + "/_forcemerge?max_num_segments=1", "").body();
    if (merge.at("/_shards/failed").asLong(1) != 0) {
      throw new IllegalStateException("not merged: " + merge);
    }
    probe.refresh(INDEX);
    JsonNode segments =
        probe.get("/" + INDEX + "/_segments?filter_path=indices.*.shards.*.segments").body();
    return new Stored(sum(segments, "num_docs"), sum(segments, "size_in_bytes"));
  }

  private static long sum(JsonNode segments, String field) {
    return segments.findValues(field).stream().mapToLong(JsonNode::asLong).sum();
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

  /** Not while the server is being asked, so that no question is cut off. */
  @Override
  public synchronized void suffer(Fault fault) {
    switch (fault) {
      case DOWN -> {
        up = false;
        server.kill();
      }
      case SLOW -> server.suspend();
      case UNAVAILABLE, KILL ->
          throw new IllegalArgumentException("not a fault of a real server: " + fault);
    }
  }

  /** Also while a question waits for an answer of the suspended server. */
  @Override
  public void recover() {
    if (server.running()) {
      server.resume();
    } else {
      server.start();
      isUp(documentsOfFormerProcess());
    }
  }

  private synchronized void isUp(long documents) {
    pid = server.pid();
    kept = documents;
    up = true;
  }

  /** Counted while none is added. */
  private long documentsOfFormerProcess() {
    while (true) {
      long added = indexedByProcess();
      long documents = probe.countNow(INDEX, "*");
      if (indexedByProcess() == added) {
        return documents - added;
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
