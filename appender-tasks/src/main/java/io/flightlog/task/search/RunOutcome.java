package io.flightlog.task.search;

import org.jspecify.annotations.Nullable;

/** What {@code event.outcome} of a run record says. */
public enum RunOutcome {
  SUCCESS("success"),
  FAILURE("failure"),

  /** Skipped, or closed without a word; {@code event.reason} tells which. */
  UNKNOWN("unknown");

  private final String value;

  RunOutcome(String value) {
    this.value = value;
  }

  String value() {
    return value;
  }

  /** What is no outcome of ECS is unknown. */
  static RunOutcome of(@Nullable String value) {
    for (RunOutcome outcome : values()) {
      if (outcome.value.equals(value)) {
        return outcome;
      }
    }
    return UNKNOWN;
  }
}
