package io.flightlog.ship;

import io.flightlog.batch.SealedBatches;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.Diagnostics;
import io.flightlog.metrics.PipelineReading;
import io.flightlog.metrics.PipelineStats;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A shipper on a bench: its network scripted, its clock turned by hand, its voice recorded. */
final class ShipperBench {
  final ScriptedBulkClient client;
  final SealedBatches batches;
  final Counters counters = new Counters();
  final List<String> said = new ArrayList<>();
  final Shipper shipper;
  boolean warningsThrow;
  private long now = Long.MAX_VALUE - 1_000_000_000L; // the clock may wrap around at any moment

  ShipperBench(OptionValues options, int nodes, int inFlight) {
    this(options, nodes, inFlight, new SealedBatches(8, 64 << 10, 100));
  }

  ShipperBench(OptionValues options, int nodes, int inFlight, SealedBatches batches) {
    this.batches = batches;
    client = new ScriptedBulkClient(nodes);
    shipper =
        new Shipper(
            PipelineConfig.from(options),
            client,
            batches.handoff(),
            batches.pool(),
            batches.watermark(),
            counters,
            new Diagnostics() {
              @Override
              public void info(String message) {
                said.add("INFO " + message);
              }

              @Override
              public void warn(String message, Throwable cause) {
                said.add("WARN " + message);
                if (warningsThrow) {
                  throw new IllegalStateException("the channel is broken");
                }
              }

              @Override
              public void error(String message, Throwable cause) {
                said.add("ERROR " + message);
              }
            },
            () -> now,
            new Random(42),
            inFlight,
            null);
  }

  /** Sends single events until that many requests may be under way at once. */
  ShipperBench warmUp(int inFlight) {
    for (int limit = 1; limit < inFlight; limit++) {
      for (int i = 0; i < limit * 2; i++) {
        batches.seal(1);
      }
      step();
      while (client.unseen() > 0) {
        client.next().answerItems(201);
        step();
      }
    }
    return this;
  }

  /** Without set-up, uncompressed. */
  static ShipperBench shipping(int nodes, int inFlight) {
    return new ShipperBench(
        options().set("setup", "off").set("compression", "none"), nodes, inFlight);
  }

  static OptionValues options() {
    return new OptionValues()
        .set("durability", "memory")
        .set("retry.initialBackoff", "100 ms")
        .set("retry.maxBackoff", "10 s")
        .set("requestTimeout", "60 s");
  }

  ShipperBench step() {
    shipper.doWork();
    return this;
  }

  ShipperBench advance(Duration duration) {
    now += duration.toNanos();
    return step();
  }

  /** Steps until something is sent, at most that long; returns how long it took. */
  Duration untilSent(Duration atMost) {
    Duration step = Duration.ofMillis(10);
    for (Duration waited = Duration.ZERO;
        waited.compareTo(atMost) <= 0;
        waited = waited.plus(step)) {
      if (client.unseen() > 0) {
        return waited;
      }
      advance(step);
    }
    throw new AssertionError("nothing was sent within " + atMost);
  }

  PipelineStats stats() {
    return counters.snapshot(
        "test", PipelineReading.inMemory(batches.pool().residentEvents(), 0, settled()));
  }

  long settled() {
    return batches.watermark().settled();
  }

  long delivered() {
    return stats().delivered();
  }

  long deadLettered() {
    return stats().deadLettered();
  }

  /** Delivered, lost and resident events are all that were sealed. */
  boolean addsUp() {
    PipelineStats stats = stats();
    return stats.settled() + stats.resident() == batches.lastSequence() + 1;
  }

  List<String> said(String part) {
    return said.stream().filter(message -> message.contains(part)).toList();
  }

  /** Every request fails at once, for that long. */
  void failFor(Duration duration) {
    Duration step = Duration.ofMillis(50);
    step();
    for (Duration d = Duration.ZERO; d.compareTo(duration) < 0; d = d.plus(step)) {
      while (client.unseen() > 0) {
        client.next().fail(new ConnectException("refused"));
      }
      advance(step);
    }
    while (client.unseen() > 0) {
      client.next().fail(new ConnectException("refused"));
      step();
    }
  }
}
