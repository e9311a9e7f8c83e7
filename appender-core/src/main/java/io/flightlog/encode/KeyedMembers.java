package io.flightlog.encode;

import io.flightlog.mask.Masker;
import org.jspecify.annotations.Nullable;

/**
 * Writes what applications name: key-values and MDC entries, each to the typed field that its key
 * is reserved for, or to a label. Belongs to one writer.
 */
final class KeyedMembers {
  /** A longer value says no more, and should not leave the others without room. */
  private static final int MAX_LABEL_BYTES = 8 << 10;

  private final JsonWriter out;
  private final TakenFields fields;
  private final RunOfEvent run;
  private final int keywordBytes;
  private final TypedValues typed;
  private final LabelTable labelTable;
  private final Labels labels;
  private final RouteCache mdc;
  private final RouteCache keyValues;
  private final @Nullable Masker masker;

  KeyedMembers(
      JsonWriter out,
      TakenFields fields,
      RunOfEvent run,
      EcsFormat format,
      @Nullable Masker masker) {
    this.out = out;
    this.fields = fields;
    this.run = run;
    this.masker = masker;
    keywordBytes = format.keywordBytes();
    typed = new TypedValues(out, keywordBytes);
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

  void keyValue(String key, Object given) {
    keyValue(keyValues.find(key), given);
  }

  private void keyValue(Route route, Object given) {
    Object value = route.rule.secret() ? Masker.HIDDEN : given;
    EcsField field = route.rule.field();
    if (field == null) {
      labels.value(route, masked(value, MAX_LABEL_BYTES));
    } else if (fields.isTaken(field)) {
      if (!isTakenByRight(route, field)) {
        labels.value(route, masked(value, MAX_LABEL_BYTES));
      }
    } else if (!write(field, value)) {
      labels.value(route, masked(value, MAX_LABEL_BYTES));
    }
  }

  void contextEntry(String key, String given) {
    contextEntry(mdc.find(key), given);
  }

  private void contextEntry(Route route, String given) {
    if (route.rule.skipped()) {
      return;
    }
    String value = route.rule.secret() ? Masker.HIDDEN : given;
    EcsField field = route.rule.field();
    if (field == null) {
      labels.context(route, masker == null || route.knows(value) ? value : masked(value));
    } else if (fields.isTaken(field)) {
      if (!isTakenByRight(route, field)) {
        labels.text(route, masked(value));
      }
    } else if (!writeRemembered(route, field, value)) {
      labels.text(route, masked(value));
    }
  }

  void mixedEntry(String key, Object value) {
    Route route = mdc.find(key);
    boolean ofKeyValues = route.rule.field() == null && keyValues.find(key).rule.field() != null;
    if (value instanceof String text && !ofKeyValues) {
      contextEntry(route, text);
    } else if (!route.rule.skipped()) {
      keyValue(key, value);
    }
  }

  private String masked(String value) {
    return masker == null ? value : masker.mask(value, MAX_LABEL_BYTES);
  }

  private Object masked(Object value, int maxBytes) {
    return masker == null ? value : MaskedValue.of(value, masker, maxBytes);
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
    Object shown = field.type == EcsField.Type.TEXT ? masked(value, keywordBytes) : value;
    int start = out.length();
    if (!typed.write(field, shown)) {
      return false;
    }
    fields.take(field);
    if (out.length() > start) {
      run.written(field, shown);
    }
    return true;
  }

  private boolean writeRemembered(Route route, EcsField field, String value) {
    if (route.knows(value)) {
      out.reserve(EcsWriter.END_RESERVE);
      fields.take(field);
      if (route.writeAgain(out)) {
        run.written(field, value);
      }
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
