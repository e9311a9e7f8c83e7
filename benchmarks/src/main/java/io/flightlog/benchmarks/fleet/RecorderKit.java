package io.flightlog.benchmarks.fleet;

import io.flightlog.batch.EventFrame;
import io.flightlog.batch.InstanceId;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.metrics.Diagnostics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all recorders of a fleet have in common: configuration, formats, and buffers as large as
 * they need be. A batch has room for what an instance logs in {@link #SECONDS_A_BATCH} (that is
 * what {@code spool.after} lets one hold that goes to the disk), or while it lingers, up to the
 * default of {@code batch.maxBytes}: a thousand recorders with default buffers would take many GiB.
 */
final class RecorderKit {
  static final int RING_SLOTS = 64;
  static final Diagnostics SILENT =
      new Diagnostics() {
        @Override
        public void info(String message) {}

        @Override
        public void warn(String message, @Nullable Throwable cause) {}

        @Override
        public void error(String message, @Nullable Throwable cause) {}
      };

  /** Action line and document: what {@code docs/performance.md} has as the workload's size. */
  static final int PAIR_BYTES = 900;

  /** Without the digits of a sequence that it may have. */
  static final int LEAST_PAIR_BYTES = PAIR_BYTES - Long.toString(Long.MAX_VALUE).length();

  private static final int SECONDS_A_BATCH = 5;
  private static final int MIN_BATCH_BYTES = 16 << 10;
  private static final int MAX_BATCH_BYTES = 1 << 20;

  private final Scenario scenario;
  private final PipelineConfig config;
  private final byte[] event = "\"message\":\"x\"".getBytes(StandardCharsets.UTF_8);
  private final byte[] constants;
  private final RecorderRecord record;
  private final int batchBytes;

  RecorderKit(Scenario scenario) {
    this.scenario = scenario;
    this.config = PipelineConfig.from(options(scenario));
    EcsFormat format = new EcsFormat(config, instanceId(0), Map.of());
    this.record = new RecorderRecord(format);
    this.constants = padded(format.constants());
    long seconds = Math.max(SECONDS_A_BATCH, config.batch().linger().toSeconds());
    double needed = eventsPerSecond() * seconds * PAIR_BYTES;
    int room = frame(0).maxBytes(event.length) + frame(0).maxBytes(RecorderRecord.MAX_BYTES);
    this.batchBytes = (int) Math.max(MIN_BATCH_BYTES, Math.min(MAX_BATCH_BYTES, needed + room));
  }

  private static OptionValues options(Scenario scenario) {
    OptionValues options =
        new OptionValues()
            .set("url", urls(scenario.cluster().nodes()))
            .set("durability", "memory")
            .set("setup", "off")
            .set("compression", "none");
    scenario.options().forEach(options::set);
    return options;
  }

  private static String urls(int nodes) {
    StringBuilder urls = new StringBuilder("http://node-0:9200");
    for (int node = 1; node < nodes; node++) {
      urls.append(",http://node-").append(node).append(":9200");
    }
    return urls.toString();
  }

  /** Makes each document as long as it has to be. */
  private byte[] padded(byte[] encoded) {
    int without =
        new EventFrame(config.destination().target(), new InstanceId(instanceId(0)), true, encoded)
            .maxBytes(event.length);
    String text = new String(encoded, StandardCharsets.UTF_8);
    String filler = "x".repeat(Math.max(0, PAIR_BYTES - without - ",\"tags\":\"\"".length()));
    return (text + ",\"tags\":\"" + filler + "\"").getBytes(StandardCharsets.UTF_8);
  }

  private static String instanceId(int index) {
    return String.format("%016d", index);
  }

  PipelineConfig config() {
    return config;
  }

  int instances() {
    return scenario.instances();
  }

  /** Of one instance. */
  double eventsPerSecond() {
    return (double) scenario.eventsPerSecond() / scenario.instances();
  }

  /** The members of every event that are its own. */
  byte[] event() {
    return event;
  }

  EventFrame frame(int index) {
    return new EventFrame(
        config.destination().target(), new InstanceId(instanceId(index)), true, constants);
  }

  /** Shared: what it encodes is copied at once, and there is one thread. */
  RecorderRecord record() {
    return record;
  }

  /** One for each request at once, the one that is filled, and one to be filled next. */
  int batches() {
    return config.http().maxInFlight() + 2;
  }

  int batchBytes() {
    return batchBytes;
  }

  int maxEvents() {
    return batchBytes / PAIR_BYTES + 1;
  }
}
