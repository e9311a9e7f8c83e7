package io.flightlog.config;

import java.util.Map;

/**
 * The words of an option that holds a secret: the secret as it is, or {@code env:NAME} for the
 * environment variable that holds it. So no framework sees it: Logback, for one, writes what it
 * fills in for a variable of its own into its status list.
 */
final class SecretWords {
  private static final String ENVIRONMENT = "env:";

  private SecretWords() {}

  /**
   * @param option for messages
   * @throws ConfigException when the variable is not set
   */
  static String read(String option, String words, Map<String, String> environment) {
    if (!words.startsWith(ENVIRONMENT)) {
      return words;
    }
    String name = words.substring(ENVIRONMENT.length());
    String secret = environment.get(name);
    if (secret == null) {
      throw new ConfigException(
          "option " + option + ": the environment variable " + name + " is not set");
    }
    return secret.trim();
  }
}
