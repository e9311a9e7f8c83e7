package io.flightlog.encode;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one key, decided when it is first seen: left out, a field of its own, or a label.
 * Belongs to one writer, and keeps the bytes of a value that came twice in a row: a task's context
 * brings the same values with each event. Values are Strings, which never change; the map they came
 * in is never looked at.
 */
final class Route {
  /** Longer values are encoded each time. */
  private static final int MAX_REMEMBERED_CHARS = 64;

  private static final int MAX_FRAGMENT = 160;
  private static final byte[] NOTHING = {};

  final String key;
  final KeyRule rule;

  /** What follows {@code labels.} or {@code numeric_labels.}. */
  final String labelName;

  /** Its labels, once the writer has them; perhaps {@link Label#REFUSED}. */
  @Nullable Label text;

  @Nullable Label numeric;

  private @Nullable String lastValue;
  private byte[] lastMember = NOTHING;
  private int lastSize;

  Route(String key, KeyRule rule) {
    this.key = key;
    this.rule = rule;
    this.labelName = LabelName.of(rule.label());
  }

  /** Whether {@link #writeAgain} would write this value. */
  boolean knows(String value) {
    return lastSize > 0 && value.equals(lastValue);
  }

  boolean writeAgain(JsonWriter out) {
    return out.member(lastMember, lastSize);
  }

  /** Keeps the one member written since {@code start}, at its second time; it was not cut. */
  void remember(String value, JsonWriter out, int start) {
    if (value.equals(lastValue)) {
      if (lastMember.length == 0) {
        lastMember = new byte[MAX_FRAGMENT];
      }
      lastSize = out.copySince(start, lastMember);
    } else {
      lastSize = 0;
      lastValue = value.length() > MAX_REMEMBERED_CHARS ? null : value;
    }
  }
}
