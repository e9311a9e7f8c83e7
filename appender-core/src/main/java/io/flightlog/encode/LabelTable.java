package io.flightlog.encode;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One writer's labels: keys that are renamed to the same name share one {@link Label}. Holds only
 * names that the pipeline admits, so it is bounded as they are.
 */
final class LabelTable {
  static final String TEXT = "labels.";
  static final String NUMERIC = "numeric_labels.";

  private final Set<String> constants;
  private final LabelNames names;
  private final Map<String, Label> labels = new HashMap<>();

  /**
   * @param constants full names that no event's label may have
   * @param names those that it may
   */
  LabelTable(Collection<String> constants, LabelNames names) {
    this.constants = Set.copyOf(constants);
    this.names = names;
  }

  /** The label, made at its first time, or {@link Label#REFUSED}, and then for good. */
  Label find(String name) {
    Label known = labels.get(name);
    if (known != null) {
      return known;
    }
    boolean constant = constants.contains(name);
    if (!constant && !names.admits(name)) {
      return Label.REFUSED;
    }
    Label added = new Label(name, constant);
    labels.put(name, added);
    return added;
  }

  /** Only between events: labels know what the event in hand has used. */
  void clear() {
    labels.clear();
  }
}
