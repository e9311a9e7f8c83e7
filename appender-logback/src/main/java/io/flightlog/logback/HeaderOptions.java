package io.flightlog.logback;

import io.flightlog.config.OptionValues;
import org.jspecify.annotations.Nullable;

/** The element {@code <header>} in {@code <headers>}: one HTTP header of every request. */
public final class HeaderOptions {
  private @Nullable String name;
  private @Nullable String value;

  public void setName(String text) {
    name = text;
  }

  public void setValue(String text) {
    value = text;
  }

  void addTo(OptionValues values) {
    values.addHeader(
        OptionWords.defined("headers.header.name", name),
        OptionWords.defined("headers.header.value", value));
  }
}
