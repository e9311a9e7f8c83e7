package io.flightlog.logback;

import io.flightlog.config.OptionValues;
import org.jspecify.annotations.Nullable;

/**
 * The element {@code <field>} in {@code <mdc>}: another name or type for one MDC key; name and type
 * may be left out.
 */
public final class MdcFieldOptions {
  private @Nullable String key;
  private @Nullable String name;
  private @Nullable String type;

  public void setKey(String text) {
    key = text;
  }

  public void setName(String text) {
    name = text;
  }

  public void setType(String text) {
    type = text;
  }

  void addTo(OptionValues values) {
    values.addMdcField(
        OptionWords.defined("mdc.field.key", key),
        name == null ? null : OptionWords.defined("mdc.field.name", name),
        type == null ? null : OptionWords.defined("mdc.field.type", type));
  }
}
