package io.flightlog.benchmarks.jmh;

import io.flightlog.FlushResult;
import io.flightlog.LogPipeline;
import io.flightlog.benchmarks.DocumentKind;
import io.flightlog.benchmarks.FailingDiagnostics;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.Severity;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.server.FileTrees;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
 * From the append to the medium while nobody takes the events, for one event of many; beside it the
 * floor: the same number of bytes, written to one file in large pieces and forced. Then from the
 * medium to a receiver in this JVM that is there again.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
@Fork(
    value = 3,
    // or what the HTTP client logs about an absent server would be measured, too
    jvmArgsAppend = {
      "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider",
      "-Dlogback.configurationFile=io/flightlog/benchmarks/no-op.xml"
    })
@State(Scope.Benchmark)
public class SpoolBenchmark {
  private static final int EVENTS = 200_000;
  private static final int PIECE_BYTES = 1 << 20;
  private static final Duration STEP = Duration.ofMillis(2);
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Param({"spill", "journal"})
  private String durability = "";

  @Param({"none", "gzip"})
  private String compression = "";

  private Path directory = Path.of("");

  @SuppressWarnings("NullAway.Init") // open() sets it
  private FakeElasticsearch server;

  @SuppressWarnings("NullAway.Init") // open() sets it
  private LogPipeline<DocumentKind> pipeline;

  private int number;

  @Setup(Level.Iteration)
  public void open() throws IOException {
    directory = Files.createTempDirectory("spool-benchmark");
    server = FakeElasticsearch.absent(false);
    OptionValues options = new OptionValues();
    options.set("url", server.url().toString()).set("setup", "off").set("statusInterval", "0");
    options.set("durability", durability).set("spool.compression", compression);
    options.set("compression", "none");
    options.set("spool.directory", directory.resolve("spool").toString());
    options.set("retry.initialBackoff", "10 ms").set("retry.maxBackoff", "20 ms");
    options.set("queue.whenFull", "wait").set("queue.maxWait", "1 min");
    PipelineConfig config = PipelineConfig.from(options);
    pipeline =
        LogPipeline.start(
            "spool", config, (kind, out) -> kind.encode(out, number++), new FailingDiagnostics());
  }

  @TearDown(Level.Iteration)
  public void close() throws IOException {
    server.start();
    pipeline.close();
    server.close();
    FileTrees.delete(directory);
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public FlushResult write() {
    for (int i = 0; i < EVENTS; i++) {
      pipeline.append(Severity.INFO, DocumentKind.WORKLOAD);
    }
    return flush(FlushResult.Outcome.SPOOLED);
  }

  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public FlushResult writeAndReplay() {
    write();
    server.start();
    return flush(FlushResult.Outcome.DELIVERED);
  }

  /** In short steps: a flush gives a server half of its time before it turns to the disk. */
  private FlushResult flush(FlushResult.Outcome wanted) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    FlushResult result = pipeline.flush(STEP);
    while (result.outcome() != wanted && System.nanoTime() - deadline < 0) {
      result = pipeline.flush(STEP);
    }
    if (result.outcome() != wanted || pipeline.stats().droppedTotal() > 0) {
      throw new IllegalStateException(result + ", " + pipeline.stats());
    }
    return result;
  }

  /** The workload's 843 bytes of a plain document on the wire, as often. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long plainFile() throws IOException {
    long bytes = 843L * EVENTS;
    ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    Path file = directory.resolve("floor");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long left = bytes; left > 0; ) {
        piece.clear().limit((int) Math.min(left, PIECE_BYTES));
        left -= channel.write(piece);
      }
      channel.force(true);
    }
    return bytes;
  }
}
