package io.flightlog.config;

/**
 * A configuration value that cannot be used. The message names the option, the bound and the value,
 * never a secret.
 */
public final class ConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  static ConfigException of(String option, String bound, Object value) {
    return new ConfigException(
        "option " + option + ": must be " + bound + ", but is \"" + value + "\"");
  }
}
