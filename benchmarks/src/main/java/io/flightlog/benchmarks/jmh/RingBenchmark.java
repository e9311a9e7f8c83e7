package io.flightlog.benchmarks.jmh;

import io.flightlog.ring.EventRing;
import io.flightlog.ring.SlotHandler;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.Control;

/**
 * What it costs to bring an encoded event into the ring and out of it: alone on one thread, and
 * with producers that wait for the drain.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Group)
public class RingBenchmark {
  private static final int SLOTS = 8192;
  private static final int SLOT_BYTES = 1024;
  private static final int POLL = 256;

  private final EventRing ring = new EventRing(SLOTS, SLOT_BYTES, 1 << 20);

  /** A producer's. */
  @State(Scope.Thread)
  public static class Event {
    @Param({"350", "1000", "4000"})
    private int length;

    private final byte[] bytes = new byte[4096];
  }

  /** The drain's. */
  @State(Scope.Thread)
  public static class Drain implements SlotHandler {
    private long bytes;

    @Override
    public boolean onEvent(long sequence, byte[] source, int length) {
      bytes += source[length - 1] + length;
      return true;
    }

    @Override
    public boolean onAborted(long sequence) {
      throw new IllegalStateException("aborted: " + sequence);
    }

    @Override
    public void onGroupEnd() {}
  }

  @Benchmark
  @Group("alone")
  @GroupThreads(1)
  public long offerAndPoll(Event event, Drain drain) {
    ring.offer(event.bytes, event.length);
    ring.poll(drain, POLL);
    return drain.bytes;
  }

  @Benchmark
  @Group("contended")
  @GroupThreads(4)
  public void offer(Event event, Control control) {
    while (ring.offer(event.bytes, event.length) == EventRing.NO_ROOM && !control.stopMeasurement) {
      Thread.onSpinWait();
    }
  }

  @Benchmark
  @Group("contended")
  @GroupThreads(1)
  public void poll(Drain drain, Blackhole hole) {
    hole.consume(ring.poll(drain, POLL));
  }
}
