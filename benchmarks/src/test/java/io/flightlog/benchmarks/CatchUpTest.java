package io.flightlog.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Steps are tenths of a second; 1,000 events a second are logged. */
class CatchUpTest {
  private static final long WARM_UP = 100;
  private static final long EVENTS = 10_000;
  private static final Outage FROM_THE_FIRST_TO_THE_FIFTH_SECOND =
      new Outage(Fault.DOWN, Duration.ofSeconds(1), Duration.ofSeconds(4));

  @Test
  void theSendersPauseIsApartFromItsSpeed() {
    Map<Figure, Double> figures =
        figures(step -> step <= 10 ? 100L * step : step <= 62 ? 1000 : 1000 + 400L * (step - 62));
    assertEquals(1.3, figures.get(Figure.RESUMED_SECONDS), 1e-9);
    assertEquals(4000, figures.get(Figure.CATCH_UP), 1e-9);
  }

  @Test
  void whatIsLoggedMeanwhileIsCaughtUpWithToo() {
    // at 1,500 a second it is level a second after the last event was logged
    Map<Figure, Double> figures =
        figures(step -> step <= 10 ? 100L * step : Math.max(1000, 1000 + 150L * (step - 50)));
    assertEquals(0.1, figures.get(Figure.RESUMED_SECONDS), 1e-9);
    assertEquals(1500, figures.get(Figure.CATCH_UP), 1e-9);
  }

  @Test
  void aSenderThatNeverCatchesUpHasNoSpeed() {
    assertEquals(
        Set.of(Figure.RESUMED_SECONDS),
        figures(step -> step <= 10 ? 100L * step : step <= 50 ? 1000 : 1001).keySet());
  }

  @Test
  void ofASenderThatDoesNotComeBackNothingIsKnown() {
    assertEquals(Map.of(), figures(step -> Math.min(1000, 100L * step)));
  }

  private static Map<Figure, Double> figures(IntToLongFunction arrivedAfterSteps) {
    List<Long> arrivals =
        IntStream.rangeClosed(1, 140)
            .mapToObj(step -> WARM_UP + Math.min(EVENTS, arrivedAfterSteps.applyAsLong(step)))
            .toList();
    return new CatchUp(FROM_THE_FIRST_TO_THE_FIFTH_SECOND, 1000, EVENTS).figures(arrivals, WARM_UP);
  }
}
