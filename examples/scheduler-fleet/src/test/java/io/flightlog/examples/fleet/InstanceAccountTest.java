package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.task.search.InstanceIntegrity;
import io.flightlog.task.search.RecorderDeath;
import io.flightlog.task.search.SequenceRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstanceAccountTest {
  @Test
  void anInstanceThatStoppedInOrderLosesNothing() {
    InstanceAccount account = account(false, 10, 10);

    assertTrue(account.balanced());
    assertEquals("complete", account.remark());
  }

  @Test
  void aLostTailShowsAlthoughTheSequenceIsWhole() {
    InstanceAccount account = account(false, 13, 10);

    assertFalse(account.balanced());
    assertEquals("NOT COMPLETE: 3 absent", account.remark());
  }

  @Test
  void moreEventsThanTheConsoleHasIsNotBalanced() {
    assertFalse(account(false, 9, 10).balanced());
    assertFalse(account(true, 9, 10).balanced());
  }

  @Test
  void aKilledInstanceMayLoseItsTailAndSaysHowMuch() {
    InstanceAccount account = account(true, 13, 10);

    assertTrue(account.balanced());
    assertEquals("killed, its last 3 lost", account.remark());
  }

  @Test
  void aKilledInstanceMayNotLackWhatItHadReportedAsWritten() {
    InstanceAccount account = new InstanceAccount(true, 13, 10, 14, complete(Samples.DEATH));

    assertFalse(account.balanced());
    assertEquals("killed, and NOT COMPLETE: 2 written ones are absent", account.remark());
  }

  @Test
  void aKilledInstanceMustBeOnRecord() {
    InstanceAccount account = new InstanceAccount(true, 13, 10, 12, complete(null));

    assertFalse(account.balanced());
    assertEquals("killed, and NOBODY SAYS SO", account.remark());
  }

  @Test
  void aKilledInstanceMayNotHaveHoles() {
    InstanceIntegrity withHole =
        Samples.integrity("scheduler-1", 11, Samples.DEATH, new SequenceRange(3, 3));

    assertFalse(new InstanceAccount(true, 13, 10, 12, withHole).balanced());
  }

  private static InstanceAccount account(boolean killed, long logged, long found) {
    return new InstanceAccount(killed, logged, found, 12, complete(killed ? Samples.DEATH : null));
  }

  /** Twelve events. */
  private static InstanceIntegrity complete(@Nullable RecorderDeath death) {
    return Samples.integrity("scheduler-1", 11, death);
  }
}
