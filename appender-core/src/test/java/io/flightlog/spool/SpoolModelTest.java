package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever happens to a spool, in whatever order: what was promised arrives, once, and as it was.
 * {@code -Dflightlog.model.seed=N} repeats one run, {@code -Dflightlog.model.seeds=N} says how many
 * the nightly form makes.
 */
class SpoolModelTest {
  private static final int SEEDS = 200;

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
    long documents = 0;
    long conflicts = 0;
    long lost = 0;
    for (long seed = from; seed < to; seed++) {
      ModelOracle oracle = SpoolModel.run(seed, new ModelBug());
      assertEquals(List.of(), oracle.violations());
      documents += oracle.documents();
      conflicts += oracle.conflicts();
      lost += oracle.lostUnpromised();
    }
    if (to - from > 1) {
      String what = documents + " documents, " + conflicts + " conflicts, " + lost + " lost";
      assertTrue(Math.min(Math.min(documents / 10, conflicts), lost) > to - from, what);
    }
  }
}
