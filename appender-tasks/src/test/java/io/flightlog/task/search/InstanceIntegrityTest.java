package io.flightlog.task.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstanceIntegrityTest {
  private static final List<SequenceRange> HOLES =
      List.of(new SequenceRange(2, 3), new SequenceRange(10, 14));

  private static InstanceIntegrity of(
      List<SequenceRange> holes,
      long duplicated,
      InstanceEnd end,
      @Nullable RecorderCounters counters) {
    return new InstanceIntegrity(
        new FoundInstance("id", "a", null), 93, 99, holes, duplicated, end, counters, null);
  }

  private static RecorderCounters told(long sequence, long redirected, long dead, long lost) {
    return new RecorderCounters(
        Instant.EPOCH, sequence, 0, 0, redirected, dead, lost, Map.of("info", 7L));
  }

  @Test
  void isCompleteWithoutHolesAndDoubles() {
    assertTrue(of(List.of(), 0, InstanceEnd.STOPPED, null).isComplete());
    assertFalse(of(HOLES, 0, InstanceEnd.STOPPED, null).isComplete());
    assertFalse(of(List.of(), 1, InstanceEnd.STOPPED, null).isComplete());
  }

  @Test
  void countsWhatIsMissingUpToANumber() {
    InstanceIntegrity instance = of(HOLES, 0, InstanceEnd.STOPPED, null);
    assertEquals(7, instance.missing());
    assertEquals(0, instance.missingThrough(-1));
    assertEquals(0, instance.missingThrough(1));
    assertEquals(1, instance.missingThrough(2));
    assertEquals(4, instance.missingThrough(11));
    assertEquals(7, instance.missingThrough(99));
    assertEquals(10, instance.missingThrough(102));
  }

  @Test
  void whatItToldToBeAbsentIsExplained() {
    assertEquals(7, of(HOLES, 0, InstanceEnd.STOPPED, null).unexplained());
    assertEquals(1, of(HOLES, 0, InstanceEnd.STOPPED, told(99, 1, 2, 3)).unexplained());
    assertEquals(0, of(HOLES, 0, InstanceEnd.STOPPED, told(99, 1, 2, 30)).unexplained());
  }

  @Test
  void itsEndIsUnexplainedOnlyIfItStoppedInOrder() {
    RecorderCounters beyond = told(104, 0, 0, 0);
    assertEquals(5, of(List.of(), 0, InstanceEnd.STOPPED, beyond).missingAtEnd());
    assertEquals(5, of(List.of(), 0, InstanceEnd.STOPPED, beyond).unexplained());
    assertEquals(0, of(List.of(), 0, InstanceEnd.DIED, beyond).unexplained());
    assertEquals(0, of(List.of(), 0, InstanceEnd.NONE, beyond).unexplained());
    assertEquals(0, of(List.of(), 0, InstanceEnd.NONE, told(40, 0, 0, 0)).missingAtEnd());
  }

  @Test
  void itsHolesCannotBeChanged() {
    List<SequenceRange> holes = new ArrayList<>(HOLES);
    InstanceIntegrity instance = of(holes, 0, InstanceEnd.NONE, null);
    holes.clear();
    assertEquals(HOLES, instance.holes());
    assertThrows(UnsupportedOperationException.class, () -> instance.holes().clear());
  }
}
