package io.flightlog.config;

/** A name and its value under a repeatable option such as {@code field} or {@code headers}. */
public record NamedValue(String option, String name, String value) {
  public NamedValue {
    if (name.isBlank()) {
      throw ConfigException.of(option + ".name", "not empty", name);
    }
    if ((name + value).chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw ConfigException.of(option + ".name", "without control characters, as its value", name);
    }
  }

  /** Without the value: a header may carry a secret. */
  @Override
  public String toString() {
    return option + " " + name;
  }
}
