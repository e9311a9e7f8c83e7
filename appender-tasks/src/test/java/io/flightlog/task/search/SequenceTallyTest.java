package io.flightlog.task.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SequenceTallyTest {
  private final SequenceTally tally = new SequenceTally();

  private void assertTally(long events, long highest, long duplicated, SequenceRange... holes) {
    assertEquals(events, tally.events());
    assertEquals(highest, tally.highest());
    assertEquals(duplicated, tally.duplicated());
    assertEquals(List.of(holes), tally.holes());
  }

  @Test
  void isEmptyBeforeTheFirstNumber() {
    assertTally(0, -1, 0);
    assertEquals(List.of(), tally.present());
  }

  @Test
  void hasNoHoleWhereEachNumberFollowsTheOneBefore() {
    tally.add(0, 999, 1000);
    tally.add(1000, 1000, 1);
    assertTally(1001, 1000, 0);
    assertEquals(List.of(new SequenceRange(0, 1000)), tally.present());
  }

  @Test
  void findsHolesAtTheStartAndInBetween() {
    tally.add(2, 2, 1);
    tally.add(5, 9, 5);
    assertTally(6, 9, 0, new SequenceRange(0, 1), new SequenceRange(3, 4));
    assertEquals(List.of(new SequenceRange(2, 2), new SequenceRange(5, 9)), tally.present());
  }

  @Test
  void doesNotSetADoubleOffAgainstAHole() {
    tally.add(0, 0, 3);
    tally.add(2, 2, 1);
    assertTally(4, 2, 2, new SequenceRange(1, 1));
  }

  @Test
  void aBucketIsEachNumberOnceOnlyIfAllThreeCountsAgree() {
    assertTrue(SequenceTally.isEachOnce(1000, 1000, 3000, 3999));
    assertFalse(SequenceTally.isEachOnce(999, 999, 3000, 3999), "a hole");
    assertFalse(SequenceTally.isEachOnce(1001, 1000, 3000, 3999), "a double");
    assertFalse(SequenceTally.isEachOnce(1000, 999, 3000, 3999), "a hole and a double");
  }
}
