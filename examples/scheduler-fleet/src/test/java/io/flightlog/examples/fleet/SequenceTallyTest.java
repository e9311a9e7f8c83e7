package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.examples.fleet.SequenceCheck.Sequences;
import io.flightlog.examples.fleet.SequenceCheck.Tally;
import org.junit.jupiter.api.Test;

class SequenceTallyTest {
  private final Tally tally = new Tally();

  @Test
  void isCompleteWhenEveryNumberFromZeroIsThereOnce() {
    tally.add(0, 1);
    tally.add(1, 1);
    tally.add(2, 1);

    assertEquals(new Sequences("s", "id", 3, 2, 0, 0), tally.of("s", "id"));
    assertTrue(tally.of("s", "id").complete());
  }

  @Test
  void countsEveryAbsentNumberBelowTheHighest() {
    tally.add(1, 1);
    tally.add(4, 1);

    assertEquals(new Sequences("s", "id", 2, 4, 3, 0), tally.of("s", "id"));
    assertFalse(tally.of("s", "id").complete());
  }

  @Test
  void countsEveryDocumentBeyondTheFirstOfANumber() {
    tally.add(0, 3);
    tally.add(1, 2);

    assertEquals(new Sequences("s", "id", 5, 1, 0, 3), tally.of("s", "id"));
    assertFalse(tally.of("s", "id").complete());
  }

  @Test
  void doesNotSetADuplicateOffAgainstAHole() {
    tally.add(0, 2);
    tally.add(2, 1);

    assertEquals(new Sequences("s", "id", 3, 2, 1, 1), tally.of("s", "id"));
  }
}
