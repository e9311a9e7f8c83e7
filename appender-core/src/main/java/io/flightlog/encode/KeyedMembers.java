package io.flightlog.encode;

/**
 * Writes what applications name: key-values and MDC entries, each to the typed field that its key
 * is reserved for, or to a label. Belongs to one writer.
 */
final class KeyedMembers {
  /** A longer value says no more, and should not leave the others without room. */
  private static final int MAX_LABEL_BYTES = 8 << 10;

  private final JsonWriter out;
  private final TakenFields fields;
  private final TypedValues typed;
  private final LabelTable labelTable;
  private final Labels labels;
  private final RouteCache mdc;
  private final RouteCache keyValues;

  KeyedMembers(JsonWriter out, TakenFields fields, EcsFormat format) {
    this.out = out;
    this.fields = fields;
    typed = new TypedValues(out, format.keywordBytes());
    labelTable = new LabelTable(format.reservedLabels(), format.labelNames());
    labels =
        new Labels(out, labelTable, format.maxFields(), MAX_LABEL_BYTES, format.labelReserve());
    mdc = new RouteCache(format.mdcRules());
    keyValues = new RouteCache(format.keyValueRules());
  }

  void begin() {
    labels.begin();
    if (mdc.isFull() || keyValues.isFull()) {
      mdc.clear();
      keyValues.clear();
      labelTable.clear();
    }
  }

  /** Labels of this event that were left out. */
  int omitted() {
    return labels.omitted();
  }

  void keyValue(String key, Object value) {
    Route route = keyValues.find(key);
    EcsField field = route.rule.field();
    if (field == null) {
      labels.value(route, value);
    } else if (fields.isTaken(field)) {
      if (!isTakenByRight(route, field)) {
        labels.value(route, value);
      }
    } else if (!write(field, value)) {
      labels.value(route, value);
    }
  }

  void contextEntry(String key, String value) {
    Route route = mdc.find(key);
    if (route.rule.skipped()) {
      return;
    }
    EcsField field = route.rule.field();
    if (field == null) {
      labels.context(route, value);
    } else if (fields.isTaken(field)) {
      if (!isTakenByRight(route, field)) {
        labels.text(route, value);
      }
    } else if (!writeRemembered(route, field, value)) {
      labels.text(route, value);
    }
  }

  /**
   * Whether the later value is left out without a word: it has the field's own name, which an
   * earlier source or a constant had before, or it is another spelling of a trace. Another spelling
   * of the user says something else, and is kept as a label.
   */
  private static boolean isTakenByRight(Route route, EcsField field) {
    return field.isTrace() || route.key.equals(field.ecsName);
  }

  /** False when the value does not fit the field's type. */
  private boolean write(EcsField field, Object value) {
    out.reserve(EcsWriter.END_RESERVE);
    if (!typed.write(field, value)) {
      return false;
    }
    fields.take(field);
    return true;
  }

  private boolean writeRemembered(Route route, EcsField field, String value) {
    if (route.knows(value)) {
      out.reserve(EcsWriter.END_RESERVE);
      route.writeAgain(out);
      fields.take(field);
      return true;
    }
    if (value.isEmpty() && field.isTrace()) {
      return true; // what tracing libraries put where there is no trace
    }
    int start = out.length();
    if (!write(field, value)) {
      return false;
    }
    if (out.length() > start && !out.cut()) {
      route.remember(value, out, start);
    }
    return true;
  }
}
