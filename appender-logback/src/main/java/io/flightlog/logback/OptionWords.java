package io.flightlog.logback;

import io.flightlog.config.ConfigException;
import io.flightlog.config.OptionValues;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words a user wrote in one element, kept unread until the appender starts: a setter that threw
 * would be reported by Joran as a warning (with the value, even a secret one), and the appender
 * would run on with the default. One lifecycle thread.
 */
final class OptionWords {
  /** What Logback leaves in place of a variable that nobody defined. */
  private static final Pattern UNDEFINED = Pattern.compile("([\\w.-]+)_IS_UNDEFINED");

  private final String prefix;
  private final List<Consumer<OptionValues>> words = new ArrayList<>();

  /**
   * @param prefix what stands before each name, such as {@code batch.}
   */
  OptionWords(String prefix) {
    this.prefix = prefix;
  }

  void set(String name, String text) {
    String option = prefix + name;
    add(values -> values.set(option, defined(option, text)));
  }

  /** What is to be done with the values at start; may throw {@link ConfigException} then. */
  void add(Consumer<OptionValues> word) {
    words.add(word);
  }

  /**
   * Takes over what a nested element collected. An empty one is refused at start: most likely its
   * options were written as attributes, which Logback ignores without a word.
   */
  void addAll(String element, OptionWords nested) {
    if (nested.words.isEmpty()) {
      add(
          values -> {
            throw new ConfigException(
                "option " + element + ": must hold its options as nested elements, but is empty");
          });
    }
    words.addAll(nested.words);
  }

  /**
   * @throws ConfigException for the first word that is no option or is set twice
   */
  OptionValues read() {
    OptionValues values = new OptionValues();
    words.forEach(word -> word.accept(values));
    return values;
  }

  /**
   * The text without blanks around it.
   *
   * @throws ConfigException when it is missing, or comes from a variable without a value
   */
  static String defined(String option, @Nullable String text) {
    return OptionValues.defined(option, text, UNDEFINED);
  }
}
