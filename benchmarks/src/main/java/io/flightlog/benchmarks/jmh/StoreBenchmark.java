package io.flightlog.benchmarks.jmh;

import io.flightlog.agent.Agent;
import io.flightlog.agent.NanoClock;
import io.flightlog.batch.Batch;
import io.flightlog.batch.InstanceId;
import io.flightlog.batch.Watermark;
import io.flightlog.benchmarks.FailingDiagnostics;
import io.flightlog.config.LibraryVersion;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.metrics.Counters;
import io.flightlog.spool.DiskStorage;
import io.flightlog.spool.Spool;
import io.flightlog.spool.SpoolSettings;
import io.flightlog.spool.StateSource;
import io.flightlog.testkit.server.FileTrees;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The disk agent alone: full batches, from memory to the medium, each in a file of its own; for one
 * batch of many, of a MiB without compression. Beside it the floor: the same bytes, in pieces as
 * large, to one file that is forced at its end.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10)
@Measurement(iterations = 10)
@Fork(3)
@State(Scope.Benchmark)
public class StoreBenchmark {
  private static final int BATCHES = 64;

  @Param({"none", "gzip"})
  private String compression = "";

  private final InstanceId instance = InstanceId.draw();
  private Watermark written = new Watermark();
  private Watermark synced = new Watermark();
  private List<Batch> batches = List.of();
  private Path directory = Path.of("");

  @SuppressWarnings("NullAway.Init") // open() sets it
  private Spool spool;

  @SuppressWarnings("NullAway.Init") // open() sets it
  private Agent agent;

  @Setup(Level.Iteration)
  public void open() throws IOException {
    directory = Files.createTempDirectory("store-benchmark");
    OptionValues options = new OptionValues();
    options.set("url", "http://127.0.0.1:9200").set("statusInterval", "0");
    options.set("durability", "spill").set("spool.compression", compression);
    options.set("spool.directory", directory.resolve("spool").toString());
    options.set("batch.linger", "1 min");
    PipelineConfig config = PipelineConfig.from(options);
    EcsFormat format = new EcsFormat(config, instance.value(), Map.of());
    batches = SealedWorkload.inBatches(config, instance, format, BATCHES);
    written = new Watermark();
    synced = new Watermark();
    spool = spool(config, format);
    agent = spool.agent();
    work(spool::isRecovered);
  }

  private Spool spool(PipelineConfig config, EcsFormat format) {
    Counters counters = new Counters();
    SpoolSettings settings =
        new SpoolSettings(
            config.spool(),
            instance,
            false,
            config.destination().target(),
            LibraryVersion.current(),
            new String(format.constants(), StandardCharsets.UTF_8),
            config.batch().maxBytes().toInt());
    return new Spool(
        settings,
        new DiskStorage(),
        written,
        synced,
        StateSource.of(counters, () -> -1),
        counters,
        new RecorderRecord(format),
        new FailingDiagnostics(),
        NanoClock.SYSTEM,
        System::currentTimeMillis,
        new SplittableRandom());
  }

  private void work(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      agent.doWork();
    }
  }

  @TearDown(Level.Iteration)
  public void close() throws IOException {
    spool.close();
    work(spool::isClosed);
    FileTrees.delete(directory);
  }

  @Benchmark
  @OperationsPerInvocation(BATCHES)
  public long store() {
    long last = batches.get(BATCHES - 1).lastSequence();
    batches.forEach(batch -> spool.store(batch, null));
    work(() -> written.mark() >= last);
    spool.sync(last);
    work(() -> synced.mark() >= last);
    return spool.bytes();
  }

  @Benchmark
  @OperationsPerInvocation(BATCHES)
  public long plainFile() throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            directory.resolve("floor"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (Batch batch : batches) {
        ByteBuffer body = ByteBuffer.wrap(batch.body(), 0, batch.length());
        while (body.hasRemaining()) {
          channel.write(body);
        }
      }
      channel.force(true);
      return channel.size();
    }
  }
}
