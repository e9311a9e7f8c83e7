package io.flightlog.ship;

import org.apache.hc.core5.http.Header;

/**
 * A header of our requests whose value no text shows: not the HTTP client's log of headers, which
 * an application may have switched on. The value may change between requests; any thread.
 */
final class HiddenHeader implements Header {
  private final String name;
  private volatile String value;

  HiddenHeader(String name, String value) {
    this.name = name;
    this.value = value;
  }

  void set(String newValue) {
    value = newValue;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public String getValue() {
    return value;
  }

  @Override
  public boolean isSensitive() {
    return true;
  }

  @Override
  public String toString() {
    return name + ": (hidden)";
  }
}
