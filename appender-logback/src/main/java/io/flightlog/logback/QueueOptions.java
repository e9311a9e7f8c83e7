package io.flightlog.logback;

/** The element {@code <queue>}: the ring between callers and the drain agent. */
public final class QueueOptions {
  final OptionWords words = new OptionWords("queue.");

  public void setSlots(String text) {
    words.set("slots", text);
  }

  public void setSlotBytes(String text) {
    words.set("slotBytes", text);
  }

  public void setMaxLargeBytes(String text) {
    words.set("maxLargeBytes", text);
  }

  public void setWhenFull(String text) {
    words.set("whenFull", text);
  }

  public void setMaxWait(String text) {
    words.set("maxWait", text);
  }
}
