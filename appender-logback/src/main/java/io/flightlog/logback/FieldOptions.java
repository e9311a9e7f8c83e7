package io.flightlog.logback;

import io.flightlog.config.OptionValues;
import org.jspecify.annotations.Nullable;

/** The element {@code <field>}: one constant field of every document. */
public final class FieldOptions {
  private @Nullable String name;
  private @Nullable String value;

  public void setName(String text) {
    name = text;
  }

  public void setValue(String text) {
    value = text;
  }

  void addTo(OptionValues values) {
    values.addField(
        OptionWords.defined("field.name", name), OptionWords.defined("field.value", value));
  }
}
