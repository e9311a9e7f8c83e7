package io.flightlog.encode;

import org.jspecify.annotations.Nullable;

/**
 * Writes {@code labels.*} and {@code numeric_labels.*}: at most {@code maxFields} of an event, no
 * name twice, and only names that the pipeline admits. The first key wins a name; a different key
 * that is renamed to the same is left out and counted; the same key of a later source (MDC after
 * key-values) is left out by precedence, and not counted. Belongs to one writer.
 */
final class Labels {
  private final JsonWriter out;
  private final LabelTable table;
  private final int maxFields;
  private final int maxValueBytes;
  private final int reserve;
  private long event;
  private int written;
  private int omitted;

  /**
   * @param reserve bytes at the end of an event that labels leave free
   */
  Labels(JsonWriter out, LabelTable table, int maxFields, int maxValueBytes, int reserve) {
    this.out = out;
    this.table = table;
    this.maxFields = maxFields;
    this.maxValueBytes = maxValueBytes;
    this.reserve = reserve;
  }

  void begin() {
    event++;
    written = 0;
    omitted = 0;
  }

  /** Labels left out for want of a free name, of {@code maxFields} or {@code maxLabelNames}. */
  int omitted() {
    return omitted;
  }

  /** A text from the MDC, whose bytes the route may still have. */
  void context(Route route, String value) {
    if (route.rule.number() && number(route, value)) {
      return;
    }
    Label label = freeText(route);
    if (label == null) {
      return;
    }
    if (route.knows(value)) {
      if (route.writeAgain(out)) {
        take(label, route.key);
      }
      return;
    }
    int start = out.length();
    if (out.text(label.member, value, maxValueBytes)) {
      take(label, route.key);
      if (!out.cut()) {
        route.remember(value, out, start);
      }
    }
  }

  void text(Route route, String value) {
    Label label = freeText(route);
    if (label != null) {
      text(route, label, value);
    }
  }

  private void text(Route route, Label label, String value) {
    if (out.text(label.member, value, maxValueBytes)) {
      take(label, route.key);
    }
  }

  /** Any value of a key-value: a finite number as such, the rest as its text. */
  void value(Route route, Object value) {
    if (value instanceof String text) {
      text(route, text);
    } else if (!(value instanceof Number number) || !number(route, number)) {
      Label label = freeText(route);
      if (label != null) { // else nobody is asked for a text
        text(route, label, SafeText.of(value));
      }
    }
  }

  private boolean number(Route route, String text) {
    if (NumberText.isLong(text)) {
      whole(route, Long.parseLong(text));
      return true;
    }
    if (NumberText.isDecimal(text)) {
      fraction(route, Double.parseDouble(text));
      return true;
    }
    return false;
  }

  /** False when the number has no finite value. */
  private boolean number(Route route, Number number) {
    if (TypedValues.isWhole(number)) {
      whole(route, number.longValue());
      return true;
    }
    double value = valueOf(number);
    if (!Double.isFinite(value)) {
      return false;
    }
    fraction(route, value);
    return true;
  }

  private static double valueOf(Number number) {
    try {
      // not widened: 0.1f reads 0.1
      return number instanceof Float single
          ? Double.parseDouble(single.toString())
          : number.doubleValue();
    } catch (Throwable failure) {
      SafeText.rethrowFatal(failure);
      return Double.NaN;
    }
  }

  private void whole(Route route, long value) {
    Label label = freeNumber(route);
    if (label != null && out.number(label.member, value)) {
      take(label, route.key);
    }
  }

  private void fraction(Route route, double value) {
    Label label = freeNumber(route);
    if (label != null && out.number(label.member, value)) {
      take(label, route.key);
    }
  }

  private @Nullable Label freeText(Route route) {
    Label label = route.text;
    if (label == null) {
      label = label(LabelTable.TEXT, route);
      route.text = label;
    }
    return isFree(label, route.key) ? label : null;
  }

  private @Nullable Label freeNumber(Route route) {
    Label label = route.numeric;
    if (label == null) {
      label = label(LabelTable.NUMERIC, route);
      route.numeric = label;
    }
    return isFree(label, route.key) ? label : null;
  }

  /** Null when the event has no room for another label: then it uses up no name. */
  private @Nullable Label label(String prefix, Route route) {
    return written < maxFields ? table.find(prefix + route.labelName) : null;
  }

  private boolean isFree(@Nullable Label label, String key) {
    if (label != null && label.isTaken(event)) { // never the refused one
      if (!label.isTakenByRight(key)) {
        omitted++;
      }
      return false;
    }
    if (label == null || label == Label.REFUSED || written >= maxFields) {
      omitted++;
      return false;
    }
    out.reserve(reserve);
    return true;
  }

  private void take(Label label, String key) {
    label.take(event, key);
    written++;
  }
}
