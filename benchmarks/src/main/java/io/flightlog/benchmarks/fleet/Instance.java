package io.flightlog.benchmarks.fleet;

import io.flightlog.batch.BatchHandoff;
import io.flightlog.batch.BatchPool;
import io.flightlog.batch.Batcher;
import io.flightlog.batch.EventFrame;
import io.flightlog.batch.Journal;
import io.flightlog.batch.RecorderRecords;
import io.flightlog.batch.SettledWatermark;
import io.flightlog.metrics.Counters;
import io.flightlog.metrics.FateReading;
import io.flightlog.ring.EventRing;
import io.flightlog.ship.BulkClient;
import io.flightlog.ship.Shipper;
import java.util.random.RandomGenerator;

/**
 * One recorder: the library's own drain and ship agents, stepped by hand, on events that come at a
 * steady rate. What finds no room in memory waits as a number, where an application has its spool.
 */
final class Instance {
  private final VirtualTime time;
  private final double eventsPerNano;
  private final double phase;
  private final EventRing ring;
  private final SettledWatermark watermark = new SettledWatermark();
  private final Counters counters = new Counters();
  private final Batcher batcher;
  private final Shipper shipper;
  private final byte[] event;
  private long offered;

  Instance(
      VirtualTime time, RecorderKit kit, BulkClient client, int index, RandomGenerator chance) {
    this.time = time;
    this.eventsPerNano = kit.eventsPerSecond() / 1e9;
    this.phase = (double) index / kit.instances();
    this.event = kit.event();
    this.ring = new EventRing(RecorderKit.RING_SLOTS, event.length, 0);
    BatchPool pool = new BatchPool(kit.batches(), kit.batchBytes(), kit.maxEvents());
    BatchHandoff handoff = new BatchHandoff(kit.batches());
    EventFrame frame = kit.frame(index);
    this.batcher =
        new Batcher(
            ring,
            pool,
            handoff,
            frame,
            new RecorderRecords(
                kit.config().statusInterval(),
                frame,
                kit.record(),
                counters,
                ring::claimed,
                RecorderKit.SILENT,
                time,
                () -> time.nanoTime() / 1_000_000),
            Journal.NONE,
            event.length,
            kit.config().batch(),
            counters,
            RecorderKit.SILENT,
            time,
            chance);
    this.shipper =
        new Shipper(
            kit.config(),
            client,
            handoff,
            pool,
            watermark,
            counters,
            RecorderKit.SILENT,
            time,
            chance,
            kit.config().http().maxInFlight(),
            null);
    shipper.onArrival(() -> time.after(0, shipper::doWork));
  }

  /** What both agents do when they look for work. */
  void step() {
    long due = logged() - offered;
    int drained;
    do {
      while (due > 0 && ring.offer(event, event.length) != EventRing.NO_ROOM) {
        counters.accepted();
        offered++;
        due--;
      }
      drained = batcher.doWork();
    } while (due > 0 && drained > 0);
    if (!shipper.isIdle()) {
      shipper.doWork();
    }
  }

  /** Events that the application has logged so far. */
  long logged() {
    return (long) (time.nanoTime() * eventsPerNano + phase);
  }

  /** Those of them that are delivered, with all before them. */
  long delivered() {
    return watermark.settled() + 1;
  }

  /** Events that did not end in the index: a mistake of the simulation, as nothing loses any. */
  long lost() {
    FateReading fates = new FateReading();
    counters.read(fates);
    return counters.settledOfAccepted() - fates.delivered();
  }
}
