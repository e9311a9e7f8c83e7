package io.flightlog.log4j2;

import io.flightlog.config.ConfigException;
import io.flightlog.config.OptionValues;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the attributes and elements of one appender into option values. What nobody reads is
 * refused. One lifecycle thread, one use.
 */
final class OptionReader {
  /** What Log4j2 leaves of a variable that nobody defined. */
  private static final Pattern UNDEFINED = Pattern.compile("\\$\\{([^{}]+)}");

  private final OptionValues values = new OptionValues();

  /**
   * @throws ConfigException for the first word that is no option, is missing or is set twice
   */
  OptionValues read(Map<String, String> attributes, OptionElement[] elements) {
    setAll("", attributes);
    for (OptionElement element : elements) {
      switch (element.name()) {
        case "field" -> readField(element);
        case "mask" -> readMask(element);
        case "headers" -> readHeaders(element);
        case "mdc" -> readMdc(element);
        case "header" -> throw unknown("header");
        default -> readGroup(element);
      }
    }
    return values;
  }

  private void readGroup(OptionElement group) {
    refuseEmpty(group);
    setAll(group.name() + ".", group.attributes());
    for (OptionElement inner : group.elements()) {
      throw unknown(group.name() + "." + inner.name());
    }
  }

  private void readMdc(OptionElement mdc) {
    refuseEmpty(mdc);
    setAll("mdc.", mdc.attributes());
    for (OptionElement inner : mdc.elements()) {
      Parts field = new Parts("mdc.", inner, "field");
      values.addMdcField(field.take("key"), field.takeOrNull("name"), field.takeOrNull("type"));
      field.refuseRest();
    }
  }

  private void readHeaders(OptionElement headers) {
    refuseEmpty(headers);
    setAll("headers.", headers.attributes());
    for (OptionElement inner : headers.elements()) {
      Parts header = new Parts("headers.", inner, "header");
      values.addHeader(header.take("name"), header.take("value"));
      header.refuseRest();
    }
  }

  private void readField(OptionElement element) {
    Parts field = new Parts("", element, "field");
    values.addField(field.take("name"), field.take("value"));
    field.refuseRest();
  }

  private void readMask(OptionElement element) {
    Parts mask = new Parts("", element, "mask");
    String preset = mask.takeOrNull("preset");
    String pattern = mask.takeOrNull("pattern");
    String replacement = mask.takeOrNull("replacement");
    mask.refuseRest();
    values.addMask(preset, pattern, replacement);
  }

  private void setAll(String prefix, Map<String, String> attributes) {
    new TreeMap<>(attributes)
        .forEach((name, text) -> values.set(prefix + name, defined(prefix + name, text)));
  }

  private static void refuseEmpty(OptionElement group) {
    if (group.attributes().isEmpty() && group.elements().isEmpty()) {
      throw new ConfigException(
          "option " + group.name() + ": must hold its options as attributes, but is empty");
    }
  }

  static ConfigException unknown(String option) {
    return new ConfigException("option " + option + ": there is no such option");
  }

  private static String defined(String option, @Nullable String text) {
    return OptionValues.defined(option, text, UNDEFINED);
  }

  /** The attributes of one repeatable element, taken one by one. */
  private static final class Parts {
    private final String option;
    private final Map<String, String> left;

    Parts(String prefix, OptionElement element, String expected) {
      option = prefix + element.name();
      if (!element.name().equals(expected)) {
        throw unknown(option);
      }
      for (OptionElement inner : element.elements()) {
        throw unknown(option + "." + inner.name());
      }
      left = new TreeMap<>(element.attributes());
    }

    String take(String name) {
      return defined(option + "." + name, left.remove(name));
    }

    @Nullable String takeOrNull(String name) {
      return left.containsKey(name) ? take(name) : null;
    }

    void refuseRest() {
      for (String name : left.keySet()) {
        throw unknown(option + "." + name);
      }
    }
  }
}
