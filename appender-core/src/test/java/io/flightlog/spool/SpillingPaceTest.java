package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Callers are always faster than the server: when does the disk help, and when is it left alone?
 */
class SpillingPaceTest {
  private static final Duration STEP = Duration.ofMillis(1);
  private static final int MANY = 200;

  private final ModelWorld world = new ModelWorld(1, ModelWorld.options("spill"), new ModelBug());
  private final ModelWorld.Living process = world.start();

  @Test
  void theDiskTakesWhatAServerThatDoesNotAnswerLeaves() {
    assertTrue(rises(100, 0) > 10);
  }

  @Test
  void aServerThatAnswersOftenIsLeftToItAlsoWhenItHadNotBefore() {
    assertTrue(rises(100, 0) > 0);
    rises(30, 1); // what was spilled while the first answer was under way
    assertEquals(0, rises(2000, 1), "batches that were spilled beside an answer each millisecond");
    assertTrue(rises(100, 0) > 0, "and none when the answers end again");
    world.end();
    assertEquals(List.of(), world.oracle.violations());
  }

  @Test
  void aServerThatAnswersSeldomIsHelped() {
    assertTrue(rises(1000, 50) > 10);
  }

  /**
   * How often more came to be on the disk only.
   *
   * @param answerEvery milliseconds; 0 for no answers
   */
  private int rises(int millis, int answerEvery) {
    int rises = 0;
    for (int i = 1; i <= millis; i++) {
      world.append(process, MANY);
      if (answerEvery > 0 && i % answerEvery == 0) {
        world.index.step();
      }
      long before = process.pipeline().spooled();
      for (int k = 0; k < 20; k++) {
        for (int agent = 0; agent < process.pipeline().agents(); agent++) {
          world.step(process, agent);
        }
      }
      rises += process.pipeline().spooled() > before ? 1 : 0;
      world.clock.advance(STEP);
    }
    return rises;
  }
}
