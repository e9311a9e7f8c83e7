package io.flightlog.config;

import io.flightlog.mask.MaskRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words a user wrote, by option name, before they are read: what a front-end fills from its
 * configuration file. One lifecycle thread; not shared.
 */
public final class OptionValues {
  private final Map<String, String> single = new LinkedHashMap<>();
  private final List<String> urls = new ArrayList<>();
  private final List<NamedValue> headers = new ArrayList<>();
  private final List<NamedValue> fields = new ArrayList<>();
  private final List<MdcField> mdcFields = new ArrayList<>();
  private final List<MaskRule> masks = new ArrayList<>();

  /** Options by name, as in {@code batch.linger → 1 s}. */
  public static OptionValues of(Map<String, String> values) {
    OptionValues options = new OptionValues();
    values.forEach(options::set);
    return options;
  }

  /**
   * Sets one option; {@code url} may be given again and holds several, comma-separated.
   *
   * @throws ConfigException when no option of this version has that name, or it is set twice
   */
  public OptionValues set(String name, String text) {
    if (name.equals(DestinationConfig.URL.name())) {
      urls.add(text);
      return this;
    }
    if (!PipelineConfig.knows(name)) {
      throw new ConfigException("option " + name + ": there is no such option");
    }
    if (single.putIfAbsent(name, text) != null) {
      throw new ConfigException("option " + name + ": is set twice");
    }
    return this;
  }

  /** An extra HTTP header of every request; its value may be {@code env:NAME}. */
  public OptionValues addHeader(String name, String value) {
    String secret = SecretWords.read("headers.header.value", value, System.getenv());
    headers.add(new NamedValue("headers", name, secret));
    return this;
  }

  /** A constant field of every document. */
  public OptionValues addField(String name, String value) {
    fields.add(new NamedValue("field", name, value));
    return this;
  }

  /** Another name or type for one MDC key. */
  public OptionValues addMdcField(String key, @Nullable String name, @Nullable String type) {
    mdcFields.add(MdcField.parse(key, name, type));
    return this;
  }

  /** Something to hide: one preset, or a pattern and what stands in its place. */
  public OptionValues addMask(
      @Nullable String preset, @Nullable String pattern, @Nullable String replacement) {
    masks.addAll(MaskWords.parse(preset, pattern, replacement));
    return this;
  }

  /**
   * What stands for an option in a configuration file, without blanks around it.
   *
   * @param undefined what the framework leaves of a variable that nobody defined, whose name is the
   *     first group
   * @throws ConfigException when it is missing, or comes from a variable without a value
   */
  public static String defined(String option, @Nullable String text, Pattern undefined) {
    if (text == null) {
      throw new ConfigException("option " + option + ": must be given, but is missing");
    }
    Matcher left = undefined.matcher(text);
    if (left.find()) {
      // what stands before the variable cannot be told from its name
      boolean mayHoldSecret = PipelineConfig.mayHoldSecret(option);
      String variable = mayHoldSecret ? "a variable in it" : "the variable " + left.group(1);
      throw new ConfigException("option " + option + ": " + variable + " is not defined");
    }
    return text.trim();
  }

  <T> T get(Option<T> option) {
    T value = find(option);
    if (value == null) {
      throw new IllegalStateException("option " + option.name() + " has no default");
    }
    return value;
  }

  <T> @Nullable T find(Option<T> option) {
    String text = single.get(option.name());
    return text == null ? option.defaultValue() : option.parse(text);
  }

  List<String> urls() {
    return urls;
  }

  List<NamedValue> headers() {
    return headers;
  }

  List<NamedValue> fields() {
    return fields;
  }

  List<MdcField> mdcFields() {
    return mdcFields;
  }

  List<MaskRule> masks() {
    return masks;
  }
}
