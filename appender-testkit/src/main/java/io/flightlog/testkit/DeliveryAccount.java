package io.flightlog.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.SequenceOracle.Range;
import io.flightlog.testkit.SequenceOracle.Report;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The account of one instance after a fault: what is in the index, what the pipeline counted and
 * what its records claim must tell one story. To be drawn up at quiescence, and from everything:
 * redirected events count as in the index, so the oracle must have seen the failure store too.
 *
 * <pre>{@code
 * DeliveryAccount.of(instance).index(probe.sequences(index)).counters(statistics)
 *     .records(probe.records(index, instance)).assertCloses();
 * }</pre>
 *
 * Not thread-safe.
 */
public final class DeliveryAccount {

  private final String instance;
  private @Nullable SequenceOracle index;
  private @Nullable PipelineStatistics counters;
  private @Nullable List<JsonNode> records;
  private boolean closedInOrder;
  private boolean killed;
  private boolean recordedDeath;
  private boolean answersUnheard;
  private long completeThrough = -1;
  private long missingAtMost = Long.MAX_VALUE;

  private DeliveryAccount(String instance) {
    this.instance = instance;
  }

  public static DeliveryAccount of(String instance) {
    return new DeliveryAccount(instance);
  }

  /** What arrived; of other instances, too, which are no concern of this account. */
  public DeliveryAccount index(SequenceOracle oracle) {
    index = oracle;
    return this;
  }

  /** The last reading; left out where a kill took it along. */
  public DeliveryAccount counters(PipelineStatistics lastReading) {
    counters = lastReading;
    return this;
  }

  /** The instance's records as {@link ServerProbe#records} finds them. */
  public DeliveryAccount records(List<JsonNode> oldestFirst) {
    records = List.copyOf(oldestFirst);
    return this;
  }

  /** The newest record is the one written at close, and so tells all that was dropped and lost. */
  public DeliveryAccount closedInOrder() {
    closedInOrder = true;
    return this;
  }

  /** It was killed, and another instance has adopted its spool: one record says so. */
  public DeliveryAccount killed() {
    killed = true;
    recordedDeath = true;
    return this;
  }

  /** It was killed and left no spool that could be adopted: no record says so. */
  public DeliveryAccount killedUnrecorded() {
    killed = true;
    recordedDeath = false;
    return this;
  }

  /**
   * Requests may have been executed whose answers nobody heard: what is counted as lost or held may
   * have arrived all the same. Only less than counted may be missing then, never more.
   */
  public DeliveryAccount answersUnheard() {
    answersUnheard = true;
    return this;
  }

  /** 0 … {@code sequence} are all in the index, whatever else is missing. */
  public DeliveryAccount nothingMissingThrough(long sequence) {
    completeThrough = sequence;
    return this;
  }

  /** No more than that many of all sequences known to have been given out are missing. */
  public DeliveryAccount missingAtMost(long events) {
    missingAtMost = events;
    return this;
  }

  /**
   * Throws unless every rule holds.
   *
   * @return what arrived, for what is no rule: how much was out of order, say
   * @throws AssertionError naming every violated rule, with the numbers
   * @throws IllegalStateException if nothing was said that something could be missing from
   */
  public Report assertCloses() {
    boolean bounded = counters != null || completeThrough >= 0 || missingAtMost < Long.MAX_VALUE;
    if (!bounded && !recordedDeath) {
      throw new IllegalStateException("neither counters nor a bound on what may be missing");
    }
    Report report = Objects.requireNonNull(index, "what is in the index").report(instance);
    // a set: two rules may miss the same field
    Set<String> violations = new LinkedHashSet<>();
    RecorderClaims claims =
        new RecorderClaims(records == null ? List.of() : records, violations::add);
    List<Range> missing = missing(report, claims.highestKnown());
    if (report.repeats() > 0) {
      violations.add("in the index more than once: " + Report.shown(report.duplicated()));
    }
    checkCounters(report, missing, violations);
    checkBounds(missing, violations);
    if (records != null || recordedDeath) {
      claims.checkNewest(report, counters);
      claims.checkDied(recordedDeath ? 1 : 0, missing);
    }
    if (closedInOrder) {
      claims.checkLast(Objects.requireNonNull(counters, "counters of what was closed in order"));
    }
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "the account does not close:\n  "
              + String.join("\n  ", violations)
              + "\nindex: "
              + report
              + (counters == null ? "" : "\ncounters: " + counters));
    }
    return report;
  }

  /** Of all that is known to have been given out: the index alone cannot show a lost tail. */
  private List<Range> missing(Report report, long known) {
    List<Range> missing = new ArrayList<>(report.missing());
    long accepted = counters == null ? 0 : counters.accepted();
    long last = Math.max(known, Math.max(accepted - 1, completeThrough));
    if (last > report.last()) {
      missing.add(new Range(report.last() + 1, last));
    }
    return missing;
  }

  private void checkCounters(Report report, List<Range> missing, Set<String> violations) {
    if (counters == null) {
      return;
    }
    if (!counters.closes()) {
      violations.add("the counters do not close");
    }
    if (report.last() >= counters.accepted()) {
      violations.add(
          "sequence " + report.last() + " is in the index, accepted: " + counters.accepted());
    }
    if (killed) {
      return;
    }
    long most =
        counters.lost() + counters.deadLettered() + counters.spooled() + counters.resident();
    // some of them may be events of those that were adopted
    long least = answersUnheard ? 0 : Math.max(0, most - counters.adopted());
    long count = count(missing);
    if (count < least || count > most) {
      violations.add(
          count
              + " missing "
              + Report.shown(missing)
              + ", by the counters: "
              + (least == most ? "" + most : least + " to " + most));
    }
  }

  private void checkBounds(List<Range> missing, Set<String> violations) {
    if (!missing.isEmpty() && missing.get(0).first() <= completeThrough) {
      violations.add(
          "missing " + Report.shown(missing) + ", but nothing may be up to " + completeThrough);
    }
    if (count(missing) > missingAtMost) {
      violations.add(
          count(missing)
              + " missing "
              + Report.shown(missing)
              + ", at most "
              + missingAtMost
              + " may be");
    }
  }

  private static long count(List<Range> ranges) {
    return ranges.stream().mapToLong(Range::count).sum();
  }
}
