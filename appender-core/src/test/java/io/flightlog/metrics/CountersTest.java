package io.flightlog.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;

class CountersTest {
  private final Counters counters = new Counters();

  @Test
  void everyFateHasItsCounter() {
    counters.offered();
    counters.accepted();
    counters.delivered(3);
    counters.redirected(4);
    counters.deadLettered(5);
    counters.conflicts(1);
    counters.stripped(6);
    counters.dropped(DropReason.SHED, Severity.DEBUG);
    counters.lost(LossReason.UNFRAMED, 2);
    PipelineStats stats = counters.snapshot("id", PipelineReading.inMemory(7, 8, 9));
    assertEquals(1, stats.offered());
    assertEquals(1, stats.accepted());
    assertEquals(3, stats.delivered());
    assertEquals(4, stats.redirected());
    assertEquals(5, stats.deadLettered());
    assertEquals(3 + 4 + 5 + 2, stats.settled());
    assertEquals(1, stats.conflicts());
    assertEquals(6, stats.stripped());
    assertEquals(1, stats.dropped(DropReason.SHED));
    assertEquals(0, stats.dropped(DropReason.FULL));
    assertEquals(1, stats.droppedTotal());
    assertEquals(2, stats.lost(LossReason.UNFRAMED));
    assertEquals(2, stats.lostTotal());
    assertEquals(7, stats.resident());
    assertEquals(8, stats.claimedSequence());
    assertEquals(9, stats.settledSequence());
  }

  @Test
  void anAppendIsInProgressUntilItsFateIsCounted() {
    assertTrue(counters.noAppendInProgress());
    counters.offered();
    assertFalse(counters.noAppendInProgress());
    counters.accepted();
    assertTrue(counters.noAppendInProgress());
    counters.offered();
    counters.dropped(DropReason.FULL, Severity.INFO);
    assertTrue(counters.noAppendInProgress());
  }

  @Test
  void jmxShowsTheCountersUntilClosed() throws Exception {
    counters.dropped(DropReason.FULL, Severity.INFO);
    counters.lost(LossReason.CLOSED, 4);
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name =
        new ObjectName("io.flightlog:type=Pipeline,name=\"a:b,\\\"c\\\"\",instance=test");
    try (AutoCloseable registration =
        JmxRegistration.register(
            "a:b,\"c\"",
            "test",
            () -> counters.snapshot("test", PipelineReading.inMemory(0, 0, 0)),
            new RecordedDiagnostics())) {
      assertEquals(4L, server.getAttribute(name, "Lost"));
      assertEquals(1L, server.getAttribute(name, "Dropped"));
      TabularData dropped = (TabularData) server.getAttribute(name, "DroppedByReason");
      assertTrue(dropped.containsKey(new Object[] {"FULL.INFO"}), dropped::toString);
      assertEquals(1, dropped.size());
    }
    assertFalse(server.isRegistered(name));
  }

  @Test
  void aNameThatIsTakenIsReportedNotFatal() throws Exception {
    RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    try (AutoCloseable first =
            JmxRegistration.register(
                "same",
                "one",
                () -> counters.snapshot("one", PipelineReading.inMemory(0, 0, 0)),
                diagnostics);
        AutoCloseable second =
            JmxRegistration.register(
                "same",
                "one",
                () -> counters.snapshot("one", PipelineReading.inMemory(0, 0, 0)),
                diagnostics)) {
      assertEquals(1, diagnostics.warnings().size());
    }
  }
}
