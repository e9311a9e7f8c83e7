package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.SequenceOracle.Range;
import io.flightlog.testkit.SequenceOracle.Report;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SequenceOracleTest {

  private final SequenceOracle oracle = new SequenceOracle();

  @Test
  void findsNothingWhereAllArrivedOnce() {
    arrive("a", LongStream.range(0, 200_000));
    Report report = oracle.report("a");
    assertTrue(report.complete());
    assertEquals(200_000, report.events());
    assertEquals(199_999, report.last());
    assertEquals(0, report.outOfOrder());
    oracle.assertComplete("a", 200_000);
  }

  @Test
  void findsHolesAtTheStartInTheMiddleAndAcrossChunks() {
    arrive("a", LongStream.of(2, 3, 7, 65_534, 65_537, 1_000_000));
    Report report = oracle.report("a");
    assertFalse(report.complete());
    assertEquals(
        List.of(
            new Range(0, 1),
            new Range(4, 6),
            new Range(8, 65_533),
            new Range(65_535, 65_536),
            new Range(65_538, 999_999)),
        report.missing());
    assertEquals(1_000_001 - 6, report.missingEvents());
  }

  @Test
  void findsRepeatsAndCountsEach() {
    arrive("a", LongStream.of(0, 1, 2, 3, 1, 2, 2));
    Report report = oracle.report("a");
    assertEquals(List.of(new Range(1, 2)), report.duplicated());
    assertEquals(3, report.repeats());
    assertEquals(4, report.events());
    assertFalse(report.complete());
  }

  @Test
  void countsArrivalsOutOfOrder() {
    arrive("a", LongStream.of(0, 3, 1, 2, 4));
    assertEquals(1, oracle.report("a").outOfOrder());
    assertTrue(oracle.report("a").complete());
  }

  @Test
  void keepsInstancesApart() {
    arrive("a", LongStream.of(0, 1));
    arrive("b", LongStream.of(1));
    assertEquals(Set.of("a", "b"), oracle.instances());
    assertEquals(3, oracle.events());
    assertTrue(oracle.report("a").complete());
    assertEquals(List.of(new Range(0, 0)), oracle.report("b").missing());
  }

  @Test
  void strayHugeSequenceCostsNoMemory() {
    arrive("a", LongStream.of(0, Long.MAX_VALUE));
    assertEquals(List.of(new Range(1, Long.MAX_VALUE - 1)), oracle.report("a").missing());
  }

  @Test
  void anUnknownInstanceHasNoEvents() {
    assertEquals(0, oracle.report("nobody").events());
    assertEquals(-1, oracle.report("nobody").last());
    assertThrows(AssertionError.class, () -> oracle.assertComplete("nobody", 1));
  }

  @Test
  void saysWhatIsWrongWhenAsked() {
    arrive("a", LongStream.of(0, 2, 2));
    AssertionError error = assertThrows(AssertionError.class, () -> oracle.assertComplete("a", 3));
    assertTrue(error.getMessage().contains("1 missing [1]"), error.getMessage());
    assertTrue(error.getMessage().contains("1 repeated [2]"), error.getMessage());
  }

  @Test
  void noticesALostTailIfToldHowManyThereWere() {
    arrive("a", LongStream.range(0, 9));
    assertThrows(AssertionError.class, () -> oracle.assertComplete("a", 10));
  }

  @Test
  void refusesANegativeSequence() {
    assertThrows(IllegalArgumentException.class, () -> oracle.record("a", -1));
  }

  private void arrive(String instance, LongStream sequences) {
    sequences.forEach(sequence -> oracle.record(instance, sequence));
  }
}
