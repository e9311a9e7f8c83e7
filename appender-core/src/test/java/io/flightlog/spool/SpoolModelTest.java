package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to a spool, in whatever order: what was promised arrives, once, and as it was.
 * {@code -Dflightlog.model.seed=N} repeats one run, {@code -Dflightlog.model.seeds=N} says how many
 * the nightly form makes.
 */
class SpoolModelTest {
  private static final int SEEDS = 300;

  @Test
  void whatWasPromisedArrivesWhateverHappens() {
    Long one = Long.getLong("flightlog.model.seed");
    if (one == null) {
      run(0, SEEDS);
    } else {
      run(one, one + 1);
    }
  }

  @Test
  @Tag("nightly")
  void whatWasPromisedArrivesWhateverHappensAllNightLong() {
    run(SEEDS, SEEDS + Long.getLong("flightlog.model.seeds", 100_000));
  }

  private static void run(long from, long to) {
    for (long seed = from; seed < to; seed++) {
      assertEquals(List.of(), SpoolModel.run(seed));
    }
  }
}
