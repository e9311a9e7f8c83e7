package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.examples.fleet.SequenceCheck.Sequences;
import org.junit.jupiter.api.Test;

class InstanceAccountTest {
  private static final InstanceAccount.Death DEATH =
      new InstanceAccount.Death("now", "died", 12, 11, 3);
  private static final Sequences COMPLETE = new Sequences("scheduler-1", "id", 12, 11, 0, 0);
  private static final Sequences WITH_HOLE = new Sequences("scheduler-1", "id", 11, 11, 1, 0);

  @Test
  void anInstanceThatStoppedInOrderLosesNothing() {
    InstanceAccount account = account(false, 10, 10, COMPLETE);

    assertTrue(account.balanced());
    assertEquals("complete", account.remark());
  }

  @Test
  void aLostTailShowsAlthoughTheSequenceIsWhole() {
    InstanceAccount account = account(false, 13, 10, COMPLETE);

    assertFalse(account.balanced());
    assertEquals("NOT COMPLETE: 3 absent", account.remark());
  }

  @Test
  void moreEventsThanTheConsoleHasIsNotBalanced() {
    assertFalse(account(false, 9, 10, COMPLETE).balanced());
    assertFalse(account(true, 9, 10, COMPLETE).balanced());
  }

  @Test
  void aKilledInstanceMayLoseItsTailAndSaysHowMuch() {
    InstanceAccount account = account(true, 13, 10, COMPLETE);

    assertTrue(account.balanced());
    assertEquals("killed, its last 3 lost", account.remark());
  }

  @Test
  void aKilledInstanceMayNotLackWhatItHadReportedAsWritten() {
    InstanceAccount account = new InstanceAccount("id", true, 13, 10, COMPLETE, 14, 2, DEATH);

    assertFalse(account.balanced());
    assertEquals("killed, and NOT COMPLETE: 2 written ones are absent", account.remark());
  }

  @Test
  void aKilledInstanceMustBeOnRecord() {
    InstanceAccount account = new InstanceAccount("id", true, 13, 10, COMPLETE, 12, 0, null);

    assertFalse(account.balanced());
    assertEquals("killed, and NOBODY SAYS SO", account.remark());
  }

  @Test
  void aKilledInstanceMayNotHaveHoles() {
    assertFalse(account(true, 13, 10, WITH_HOLE).balanced());
  }

  private static InstanceAccount account(
      boolean killed, long logged, long found, Sequences sequences) {
    return new InstanceAccount(
        "id", killed, logged, found, sequences, 12, 0, killed ? DEATH : null);
  }
}
