package io.flightlog.config;

/** A name and its value under a repeatable option such as {@code field} or {@code headers}. */
public record NamedValue(String option, String name, String value) {
  public NamedValue {
    if (name.isBlank()) {
      throw ConfigException.of(option + ".name", "not empty", name);
    }
    if (hasControls(name)) {
      throw ConfigException.of(option + ".name", "without control characters", "(hidden)");
    }
    if (hasControls(value)) {
      throw new ConfigException(
          "option " + option + ".value of " + name + ": must be without control characters");
    }
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(c -> c < ' ' || c == 0x7f);
  }

  /** Without the value: a header may carry a secret. */
  @Override
  public String toString() {
    return option + " " + name;
  }
}
