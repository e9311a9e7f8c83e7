package io.flightlog.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.LogPipeline;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsWriter;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Spools as a real pipeline leaves them whose server is away. */
final class Spools {
  /** Nobody listens there. */
  static final String NOWHERE = "http://127.0.0.1:9";

  private Spools() {}

  /** A pipeline that cannot send; the caller closes it. */
  static LogPipeline<String> start(Path directory, String durability, Map<String, String> options) {
    Map<String, String> all = new TreeMap<>(options);
    all.putIfAbsent("url", NOWHERE);
    all.put("durability", durability);
    all.put("spool.directory", directory.toString());
    all.put("spool.adoptOrphans", "false");
    all.put("shutdownTimeout", "2 s");
    all.put("maxEventBytes", "16 KiB");
    all.put("batch.maxBytes", "128 KiB");
    all.put("batch.poolBytes", "2 MiB");
    all.put("batch.linger", "5 ms");
    all.put("spool.after", "100 ms");
    PipelineConfig config = PipelineConfig.from(OptionValues.of(all));
    return LogPipeline.start("test", config, Spools::encode, new RecordedDiagnostics());
  }

  private static void encode(String event, EcsWriter out) {
    out.timestamp(1_700_000_000L, 0);
    out.level("INFO");
    out.message(event);
  }

  static void append(LogPipeline<String> pipeline, int events) {
    for (int i = 0; i < events; i++) {
      pipeline.append(Severity.INFO, "event " + i);
    }
  }

  /** Of a pipeline that took these events, could send none, and was closed in order. */
  static PipelineStats leave(
      Path directory, String durability, int events, Map<String, String> options) {
    LogPipeline<String> pipeline = start(directory, durability, options);
    append(pipeline, events);
    Eventually.await( // so that half of the time is enough for a slow disk
        () -> events + " written: " + pipeline.stats(),
        Duration.ofMinutes(1),
        () -> pipeline.stats().writtenSequence() >= events);
    pipeline.close();
    PipelineStats stats = pipeline.stats();
    assertEquals(stats.accepted(), stats.spooled(), stats::toString);
    return stats;
  }

  /** The instance's directory, wherever it is below the root. */
  static Path instance(Path root, String id) {
    return walk(root).stream()
        .filter(path -> path.getFileName().toString().equals(id))
        .findFirst()
        .orElseThrow();
  }

  static List<Path> batchFiles(Path below) {
    return walk(below).stream().filter(path -> path.toString().endsWith(".batch")).toList();
  }

  static List<Path> walk(Path below) {
    try (Stream<Path> all = Files.walk(below)) {
      return all.sorted().toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Changes who is said to hold an instance, as the same process would be after its end. */
  static void edit(Path instance, String key, String value) {
    try {
      Path owner = instance.resolve("OWNER");
      String text = Files.readString(owner);
      String lines = text.substring(0, text.lastIndexOf("checksum="));
      String changed = lines.replaceAll("(?m)^" + key + "=.*$", key + "=" + value);
      CRC32C crc = new CRC32C();
      crc.update(changed.getBytes(StandardCharsets.UTF_8));
      String checksum = HexFormat.of().toHexDigits((int) crc.getValue());
      Files.writeString(owner, changed + "checksum=" + checksum + "\n");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Turns one byte of a file over. */
  static void flip(Path file, int at) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      bytes[at] ^= 0x55;
      Files.write(file, bytes);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
