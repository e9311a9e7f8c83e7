package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.examples.fleet.InstanceAccount.Death;
import io.flightlog.examples.fleet.SequenceCheck.Sequences;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntegrityReportTest {
  private static final Death DEATH = new Death("10:00", "Flightlog recorder died", 1_099, 1_098, 7);

  @Test
  void addsUpWhatEachInstanceHadReported() {
    assertEquals(
        "Of 1,510 events: 0 missing up to what had been written, 0 duplicated.",
        IntegrityReport.total(List.of(account("a", 510, 0, null), account("b", 1_000, 0, DEATH))));
    assertEquals(
        "Of 1,510 events: 3 missing up to what had been written, 0 duplicated.",
        IntegrityReport.total(List.of(account("a", 510, 1, null), account("b", 1_000, 2, DEATH))));
  }

  @Test
  void showsWhatTheIndexSaysOfTheKilledOne() {
    String printed = print(account("a", 1_100, 0, null), account("b", 1_000, 0, DEATH));

    assertTrue(printed.contains("What the index says of b,"), printed);
    assertTrue(printed.contains("10:00  Flightlog recorder died"), printed);
    assertTrue(printed.contains("sequence 1099  flightlog.secured 1098"), printed);
    assertTrue(printed.contains("| killed; 100 more since its last word |"), printed);
  }

  @Test
  void saysSoWhenNobodyToldOfIt() {
    InstanceAccount untold =
        new InstanceAccount("id", true, 1_098, 1_098, sequences("b"), 1_000, 0, null);

    assertTrue(print(untold).contains("Nothing in the index says that b was killed."));
  }

  private static String print(InstanceAccount... accounts) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new IntegrityReport(new PrintStream(printed, true, StandardCharsets.UTF_8))
        .print(List.of(accounts), "run");
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static InstanceAccount account(
      String name, long written, long missing, @Nullable Death death) {
    return new InstanceAccount(
        "id-of-" + name, death != null, 1_098, 1_098, sequences(name), written, missing, death);
  }

  private static Sequences sequences(String name) {
    return new Sequences(name, "id-of-" + name, 1_100, 1_099, 0, 0);
  }
}
