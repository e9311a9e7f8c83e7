package io.flightlog.logback;

/** The element {@code <batch>}: when a batch is cut, and how many there are. */
public final class BatchOptions {
  final OptionWords words = new OptionWords("batch.");

  public void setMaxBytes(String text) {
    words.set("maxBytes", text);
  }

  public void setMaxEvents(String text) {
    words.set("maxEvents", text);
  }

  public void setLinger(String text) {
    words.set("linger", text);
  }

  public void setPoolBytes(String text) {
    words.set("poolBytes", text);
  }
}
