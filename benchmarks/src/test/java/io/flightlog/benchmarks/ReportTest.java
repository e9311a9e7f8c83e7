package io.flightlog.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final Rounds floor = new Rounds();
  private final Rounds ours = new Rounds();

  @Test
  void showsTheMedianAndOfLossesTheWorst() {
    rounds(ours, 300, 0);
    rounds(ours, 100, 7);
    rounds(ours, 200, 0);
    Map<Figure, Double> summary = ours.summary();
    assertEquals(200, summary.get(Figure.CPU_NANOS));
    assertEquals(7, summary.get(Figure.LOST));
  }

  @Test
  void subtractsTheFloorOfTheSameRun() {
    rounds(floor, 150, 0);
    rounds(ours, 400, 0);
    assertEquals(250, ours.summaryAbove(floor.summary()).get(Figure.CPU_NANOS_ABOVE));
    assertFalse(ours.summaryAbove(Map.of()).containsKey(Figure.CPU_NANOS_ABOVE));
  }

  @Test
  void aSubjectThatFailedOnceHasNoNumbers() {
    rounds(ours, 123_456, 0);
    ours.failed("its JVM ended");
    Report report = new Report(Map.of(Subject.FLIGHTLOG, ours));
    assertFalse(report.complete());
    assertTrue(report.markdown().contains("**failed**: its JVM ended"), report::markdown);
    assertFalse(report.markdown().contains("123,456"), report::markdown);
  }

  @Test
  void whatAServerPaysIsShownOnlyWhereThereIsOne() {
    rounds(floor, 150, 0);
    String server = Figure.SERVER_CPU_NANOS.title();
    assertFalse(new Report(Map.of(Subject.NO_OP, floor)).markdown().contains(server));
    Map<Figure, Double> figures = Map.of(Figure.SERVER_CPU_NANOS, 33_000.0);
    ours.measured(new Measured(figures, List.of(), List.of()));
    Report report = new Report(Map.of(Subject.NO_OP, floor, Subject.FLIGHTLOG, ours));
    assertTrue(report.markdown().contains(server), report::markdown);
    assertTrue(report.markdown().contains("33,000"), report::markdown);
  }

  private static void rounds(Rounds rounds, double cpu, double lost) {
    Map<Figure, Double> figures = Map.of(Figure.CPU_NANOS, cpu, Figure.LOST, lost);
    rounds.measured(new Measured(figures, List.of(), List.of()));
  }
}
