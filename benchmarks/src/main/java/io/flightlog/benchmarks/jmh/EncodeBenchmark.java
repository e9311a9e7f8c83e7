package io.flightlog.benchmarks.jmh;

import io.flightlog.benchmarks.DocumentKind;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.EcsWriter;
import io.flightlog.encode.WriterPool;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The encoding of one event into a pooled writer: time, and bytes of JSON in a second. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Thread)
public class EncodeBenchmark {
  @Param private DocumentKind kind = DocumentKind.WORKLOAD;

  private WriterPool writers = newPool();
  private int number;

  /** Beside the time of an event: how much JSON there was. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Output {
    /** JMH sums it up and resets it. */
    public long bytes;
  }

  @Setup
  public void freshPool() {
    writers = newPool();
  }

  @Benchmark
  public void encode(Output output) {
    EcsWriter out = writers.acquire();
    kind.encode(out, number++);
    output.bytes += out.length();
    writers.release(out);
  }

  private static WriterPool newPool() {
    OptionValues options = new OptionValues();
    options.set("url", "http://127.0.0.1:9200");
    PipelineConfig config = PipelineConfig.from(options);
    return new WriterPool(new EcsFormat(config, "0123456789abcdef", Map.of()));
  }
}
