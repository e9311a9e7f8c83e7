package io.flightlog.task.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether all is there, asked of a real server about {@link RecordedRuns}. */
interface IntegrityCases {
  RecordedRuns recorded();

  private TaskSearch search() {
    return recorded().search();
  }

  @Test
  default void integrityFindsTheHoleAndTheDouble() throws IOException {
    List<InstanceIntegrity> instances = search().integrity();
    assertEquals(
        List.of("worker-1", "worker-2"), instances.stream().map(i -> i.instance().name()).toList());
    InstanceIntegrity stopped = instances.get(0);
    assertEquals(InstanceEnd.STOPPED, stopped.end());
    assertEquals(
        List.of(new SequenceRange(RecordedRuns.DELETED, RecordedRuns.DELETED)), stopped.holes());
    assertEquals(1, stopped.duplicated());
    assertEquals(stopped.highest() + 1, stopped.events(), "one is missing, one is there twice");
    assertEquals(1, stopped.unexplained());
    assertEquals(0, stopped.missingAtEnd());
    assertEquals(stopped.highest(), stopped.counters().sequence());
    assertEquals(stopped.highest() + 1, stopped.counters().accepted());
    assertTrue(stopped.highest() > RecordedRuns.LINES, stopped::toString);
    assertFalse(stopped.isComplete());
    assertNull(stopped.death());
  }

  @Test
  default void integrityKnowsThatAnInstanceDied() throws IOException {
    List<InstanceIntegrity> bobs = search().user("bob").integrity();
    assertEquals(1, bobs.size(), bobs::toString);
    InstanceIntegrity killed = bobs.get(0);
    assertEquals("worker-2", killed.instance().name());
    assertEquals(InstanceEnd.DIED, killed.end());
    assertTrue(killed.isComplete(), killed::toString);
    assertEquals(killed.highest() + 1, killed.events());
    assertNotNull(killed.death());
    assertEquals(0, killed.missingThrough(killed.death().secured()));
    assertEquals(0, killed.unexplained());
  }
}
