package io.flightlog.encode;

/**
 * One name under {@code labels} or {@code numeric_labels}, and which event has used it last: that
 * no name comes twice costs one comparison, and no reference is stored per event, which a collector
 * would have to hear of. Belongs to one writer's {@link LabelTable}.
 */
final class Label {
  /** Stands for every label whose name is one too many for the pipeline; shared by all writers. */
  static final Label REFUSED = new Label("", false);

  /** The encoded name, as {@link JsonWriter} takes it. */
  final byte[] member;

  private final boolean constant;
  private long event;
  private int keyHash;

  Label(String name, boolean constant) {
    this.member = JsonWriter.name(name);
    this.constant = constant;
  }

  /**
   * @param event counts from 1
   */
  boolean isTaken(long event) {
    return constant || this.event == event;
  }

  /**
   * Whether a constant has the name, or this event's member of the same key: then the later value
   * is left out by precedence. Keys are told apart by their hash, as only a count depends on it.
   */
  boolean isTakenByRight(String key) {
    return constant || keyHash == key.hashCode();
  }

  void take(long event, String key) {
    this.event = event;
    this.keyHash = key.hashCode();
  }
}
