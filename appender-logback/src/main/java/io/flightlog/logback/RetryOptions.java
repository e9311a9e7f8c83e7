package io.flightlog.logback;

/** The element {@code <retry>}: the back-off between tries. */
public final class RetryOptions {
  final OptionWords words = new OptionWords("retry.");

  public void setInitialBackoff(String text) {
    words.set("initialBackoff", text);
  }

  public void setMaxBackoff(String text) {
    words.set("maxBackoff", text);
  }
}
