package io.flightlog.examples.fleet;

import io.flightlog.task.search.RecorderDeath;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Prints what an outage cost: each instance's own word on what was safe, against the index, and
 * what the index says of the killed one.
 */
final class IntegrityReport {
  private final PrintStream out;

  IntegrityReport(PrintStream out) {
    this.out = out;
  }

  void print(List<InstanceAccount> accounts, String run) {
    out.println();
    out.println(
        "5. What did the outage and the kills cost? Each instance said all along how many of its"
            + " events were safe.");
    out.println("   " + FleetQuestions.eventsQuery(run));
    out.println(table(accounts));
    out.println(
        """
        written: the instance's last word before it stopped or was killed: its first so many events are sent, or in its spool.
        missing: of those, what is not in the index. A killed one may have written more since its last word.""");
    accounts.stream()
        .filter(InstanceAccount::killed)
        .forEach(account -> death(account, FleetQuestions.deathsQuery(run)));
    out.println();
    out.println(total(accounts));
  }

  static String total(List<InstanceAccount> accounts) {
    long written = accounts.stream().mapToLong(InstanceAccount::written).sum();
    long missing = accounts.stream().mapToLong(InstanceAccount::missingOfWritten).sum();
    long duplicated = accounts.stream().mapToLong(a -> a.integrity().duplicated()).sum();
    return String.format(
        Locale.ROOT,
        "Of %,d events: %d missing up to what had been written, %d duplicated.",
        written,
        missing,
        duplicated);
  }

  private void death(InstanceAccount account, String query) {
    RecorderDeath death = account.integrity().death();
    out.println();
    if (death == null) {
      out.println("Nothing in the index says that " + account.name() + " was killed.");
      return;
    }
    out.println(
        "What the index says of " + account.name() + ", written by whoever found its spool:");
    out.println("   " + query + " AND agent.ephemeral_id:\"" + account.ephemeralId() + "\"");
    out.println("   " + death.time() + "  " + death.message());
    out.println(
        "   flightlog.sequence "
            + death.sequence()
            + "  flightlog.secured "
            + death.secured()
            + "  flightlog.recovered "
            + death.recovered());
  }

  private static String table(List<InstanceAccount> accounts) {
    return Tables.of(
        accounts,
        List.of(
            Tables.text("instance", InstanceAccount::name),
            Tables.text("agent.ephemeral_id", InstanceAccount::ephemeralId),
            Tables.number("written", InstanceAccount::written),
            Tables.number("in the index", account -> account.integrity().events()),
            Tables.number("missing", InstanceAccount::missingOfWritten),
            Tables.number("duplicated", account -> account.integrity().duplicated()),
            Tables.text("", IntegrityReport::remark)));
  }

  private static String remark(InstanceAccount account) {
    if (!account.killed()) {
      return "";
    }
    long later = account.integrity().events() - account.written();
    return "killed" + (later > 0 ? "; " + later + " more since its last word" : "");
  }
}
