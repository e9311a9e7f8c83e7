package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.task.search.RecorderDeath;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IntegrityReportTest {
  @Test
  void addsUpWhatEachInstanceHadReported() {
    assertEquals(
        "Of 1,510 events: 0 missing up to what had been written, 0 duplicated.",
        IntegrityReport.total(
            List.of(account("a", 510, null), account("b", 1_000, Samples.DEATH))));
    assertEquals(
        "Of 2,203 events: 3 missing up to what had been written, 0 duplicated.",
        IntegrityReport.total(
            List.of(account("a", 1_101, null), account("b", 1_102, Samples.DEATH))));
  }

  @Test
  void showsWhatTheIndexSaysOfTheKilledOne() {
    String printed = print(account("a", 1_100, null), account("b", 1_000, Samples.DEATH));

    assertTrue(printed.contains("What the index says of b,"), printed);
    assertTrue(printed.contains("1970-01-01T00:00:00Z  Flightlog recorder died"), printed);
    assertTrue(printed.contains("sequence 1099  flightlog.secured 1098"), printed);
    assertTrue(printed.contains("| killed; 100 more since its last word |"), printed);
  }

  @Test
  void saysSoWhenNobodyToldOfIt() {
    InstanceAccount untold =
        new InstanceAccount(true, 1_098, 1_098, 1_000, Samples.integrity("b", 1_099, null));

    assertTrue(print(untold).contains("Nothing in the index says that b was killed."));
  }

  private static String print(InstanceAccount... accounts) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new IntegrityReport(new PrintStream(printed, true, StandardCharsets.UTF_8))
        .print(List.of(accounts), "run");
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static InstanceAccount account(String name, long written, @Nullable RecorderDeath death) {
    return new InstanceAccount(
        death != null, 1_098, 1_098, written, Samples.integrity(name, 1_099, death));
  }
}
