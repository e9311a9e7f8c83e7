package io.flightlog.encode;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** One writer's labels: keys that are renamed to the same name share one {@link Label}. */
final class LabelTable {
  static final String TEXT = "labels.";
  static final String NUMERIC = "numeric_labels.";

  private final Set<String> constants;
  private final Map<String, Label> labels = new HashMap<>();

  /**
   * @param constants full names that no event's label may have
   */
  LabelTable(Collection<String> constants) {
    this.constants = Set.copyOf(constants);
  }

  Label text(String labelName) {
    return find(TEXT + labelName);
  }

  Label numeric(String labelName) {
    return find(NUMERIC + labelName);
  }

  /** Only between events: labels know what the event in hand has used. */
  void clear() {
    labels.clear();
  }

  private Label find(String name) {
    return labels.computeIfAbsent(name, key -> new Label(key, constants.contains(key)));
  }
}
