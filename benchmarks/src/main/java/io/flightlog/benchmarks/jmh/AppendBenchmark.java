package io.flightlog.benchmarks.jmh;

import io.flightlog.benchmarks.AppendTarget;
import io.flightlog.benchmarks.Subject;
import io.flightlog.testkit.server.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * What a logging call costs its caller while there is room: bursts of 4,096 events, which every
 * ring and queue here can hold, and in between all of them are received, or the benchmark fails.
 * Not here: agido and internetitem, whose callers do nothing but add to a list without a bound.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 100)
@Measurement(iterations = 100)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
public class AppendBenchmark {
  private static final int BURST = 4096;

  /** An appender, its receiver, and where they write. */
  @State(Scope.Benchmark)
  public static class Target {
    @Param({
      "no-op",
      "flightlog",
      "logstash",
      "loki4j",
      "ecs-file",
      "no-op-log4j2",
      "flightlog-log4j2",
      "log4j2-file"
    })
    private String subject = "";

    private Path directory = Path.of("");

    @SuppressWarnings("NullAway.Init") // start() sets it
    private AppendTarget target;

    @Setup
    public void start() throws IOException, InterruptedException {
      directory = Files.createTempDirectory("append-benchmark");
      target = AppendTarget.start(Subject.of(subject), directory);
    }

    @TearDown(Level.Iteration)
    public void settle() throws InterruptedException {
      target.settle();
    }

    @TearDown
    public void stop() throws IOException {
      target.close();
      FileTrees.delete(directory);
    }

    private void log(int events) {
      long first = target.claim(events);
      for (long sequence = first; sequence < first + events; sequence++) {
        target.log(sequence);
      }
    }
  }

  /** A producer. */
  @State(Scope.Thread)
  public static class Task {
    /** After the target: an MDC needs its framework. */
    @Setup
    public void enter(Target target, ThreadParams thread) {
      target.target.enterTask(thread.getThreadIndex());
    }
  }

  @Benchmark
  @Threads(1)
  @OperationsPerInvocation(BURST)
  public void oneThread(Target target, Task task) {
    target.log(BURST);
  }

  @Benchmark
  @Threads(4)
  @OperationsPerInvocation(BURST / 4)
  public void fourThreads(Target target, Task task) {
    target.log(BURST / 4);
  }

  @Benchmark
  @Threads(16)
  @OperationsPerInvocation(BURST / 16)
  public void sixteenThreads(Target target, Task task) {
    target.log(BURST / 16);
  }
}
