package io.flightlog.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatchUpTest {
  private static final long WARM_UP = 100;
  private static final long RATE = 1000;
  private static final long EVENTS = 10_000;
  private static final Outage OUTAGE =
      new Outage(Fault.DOWN, Duration.ofSeconds(1), Duration.ofSeconds(4));

  @Test
  void isWhatCameFromTheFirstArrivalUntilNothingWasLeft() {
    // 1,000 in the first second, nothing for five, of which the receiver is there in the last
    OptionalDouble perSecond =
        caughtUp(step -> step < 10 ? 100L * step : step < 60 ? 1000 : 1000 + 300L * (step - 60));
    assertEquals(3000, perSecond.orElseThrow(), 1);
  }

  @Test
  void isUnknownOfWhatNeverCatchesUp() {
    assertTrue(caughtUp(step -> step < 10 ? 100L * step : 1000).isEmpty());
  }

  private static OptionalDouble caughtUp(IntToLongFunction arrivedByEndOfStep) {
    List<Long> arrivals =
        IntStream.range(0, 120)
            .mapToObj(step -> WARM_UP + Math.min(EVENTS, arrivedByEndOfStep.applyAsLong(step + 1)))
            .toList();
    return CatchUp.perSecond(arrivals, WARM_UP, OUTAGE, RATE, EVENTS);
  }
}
