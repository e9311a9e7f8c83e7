package io.flightlog.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.SequenceOracle.Range;
import io.flightlog.testkit.SequenceOracle.Report;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the records of one instance claim, held against what is known: the rules of {@link
 * DeliveryAccount} that concern records. Violations are told one sentence each.
 */
final class RecorderClaims {

  private static final String DIED = "recorder-died";

  private final @Nullable JsonNode newest;
  private final List<JsonNode> died;
  private final Consumer<String> violations;

  RecorderClaims(List<JsonNode> oldestFirst, Consumer<String> violations) {
    this.died = oldestFirst.stream().filter(RecorderClaims::isDied).toList();
    this.newest =
        oldestFirst.stream()
            .filter(record -> !isDied(record))
            .reduce((older, newer) -> newer)
            .orElse(null);
    this.violations = violations;
  }

  /** The highest sequence that whoever adopted the instance's spool knows of. */
  long highestKnown() {
    return died.stream()
        .flatMap(record -> Stream.of("sequence", "secured").map(name -> number(record, name)))
        .mapToLong(number -> number.orElse(-1L))
        .max()
        .orElse(-1);
  }

  /** Its newest status or gap record claims nothing that counters or index contradict. */
  void checkNewest(Report index, @Nullable PipelineStatistics counters) {
    if (newest == null) {
      return;
    }
    long accepted = claimed("accepted");
    long arrived = claimed("delivered") + claimed("redirected");
    long adopted =
        counters == null ? newest.path("flightlog.adopted").asLong() : counters.adopted();
    atMost("delivered and redirected", arrived, index.events() + adopted, "in the index");
    long settled = arrived + claimed("dead_lettered") + claimed("lost");
    atMost("settled", settled, accepted + adopted, "accepted by its own word");
    if (counters != null) {
      atMost("accepted", accepted, counters.accepted(), "counted");
      atMost("delivered", claimed("delivered"), counters.delivered(), "counted");
      atMost("redirected", claimed("redirected"), counters.redirected(), "counted");
      atMost("dead-lettered", claimed("dead_lettered"), counters.deadLettered(), "counted");
      atMost("lost", claimed("lost"), counters.lost(), "counted");
      atMost("dropped", dropped(), counters.dropped(), "counted");
    }
  }

  /** Its newest record is its last word, and tells all that was dropped and lost. */
  void checkLast(PipelineStatistics counters) {
    if (newest == null) {
      violations.accept("no status record, though it was closed in order");
      return;
    }
    equal("lost", claimed("lost"), counters.lost());
    equal("dropped", dropped(), counters.dropped());
  }

  /**
   * There are that many records of its death, and none promised what is missing. That the index
   * goes further is no contradiction: what an instance noted last of itself may be a second old.
   */
  void checkDied(int expected, List<Range> missing) {
    if (died.size() != expected) {
      violations.accept(died.size() + " " + DIED + " records, expected " + expected);
    }
    for (JsonNode record : died) {
      long sequence = required(record, "sequence");
      long secured = required(record, "secured");
      if (sequence < secured) {
        violations.accept(DIED + " says sequence " + sequence + ", but secured " + secured);
      }
      missing.stream()
          .filter(range -> range.first() <= secured)
          .findFirst()
          .ifPresent(
              range ->
                  violations.accept(
                      DIED + " says all is secured up to " + secured + ", but missing: " + range));
    }
  }

  private void atMost(String what, long claimed, long known, String how) {
    if (claimed > known) {
      violations.accept(
          "the newest record says " + what + " " + claimed + ", but " + known + " " + how);
    }
  }

  private void equal(String what, long claimed, long counted) {
    if (claimed != counted) {
      violations.accept(
          "the last record says " + what + " " + claimed + ", but " + counted + " counted");
    }
  }

  private long claimed(String name) {
    return newest == null ? 0 : required(newest, name);
  }

  private long dropped() {
    long sum = 0;
    if (newest != null) {
      for (String level : List.of("trace", "debug", "info", "warn", "error")) {
        sum += required(newest, "dropped." + level);
      }
    }
    return sum;
  }

  /** 0 where it is missing, which is told. */
  private long required(JsonNode record, String name) {
    Optional<Long> number = number(record, name);
    if (number.isEmpty()) {
      violations.accept("no integer flightlog." + name + " in " + record);
    }
    return number.orElse(0L);
  }

  private static Optional<Long> number(JsonNode record, String name) {
    JsonNode value = record.path("flightlog." + name);
    return value.isIntegralNumber() ? Optional.of(value.longValue()) : Optional.empty();
  }

  private static boolean isDied(JsonNode record) {
    return record.path("event.action").asText().equals(DIED);
  }
}
