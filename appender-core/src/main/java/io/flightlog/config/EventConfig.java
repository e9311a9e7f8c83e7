package io.flightlog.config;

import io.flightlog.mask.MaskRule;
import io.flightlog.mask.MaskedKeys;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What goes into a document, and how much of it.
 *
 * @param maxEventBytes bound on the variable part of one event, encoded
 * @param maxMessageBytes {@code message} is cut here, on a character border
 * @param maxStackTraceBytes {@code error.stack_trace} is cut here
 * @param maxFields labels per event; the rest is counted in {@code labels.flightlog_truncated}
 * @param maxLabelNames distinct label names of all events together, beside those that {@code
 *     mdcInclude} and {@code mdcFields} name
 * @param mdcInclude the only MDC keys to take; empty means all
 * @param mdcExclude MDC keys to leave out
 * @param maskedKeys ends of the keys whose values are secret
 * @param masks what is hidden in texts, each once
 * @param fields constant fields of every document
 */
public record EventConfig(
    ByteSize maxEventBytes,
    ByteSize maxMessageBytes,
    ByteSize maxStackTraceBytes,
    int maxFields,
    int maxLabelNames,
    boolean callerData,
    Set<String> mdcInclude,
    Set<String> mdcExclude,
    List<MdcField> mdcFields,
    Set<String> maskedKeys,
    List<MaskRule> masks,
    List<NamedValue> fields) {

  /** Of one kind that a configuration may name: as many as an index has fields by default. */
  static final int MAX_NAMES = 1000;

  static final Option<ByteSize> MAX_EVENT_BYTES =
      Option.size("maxEventBytes", "64 KiB", "1 KiB", "1 MiB");
  static final Option<ByteSize> MAX_MESSAGE_BYTES =
      Option.size("maxMessageBytes", "16 KiB", "16 B", "1 MiB");
  static final Option<ByteSize> MAX_STACK_TRACE_BYTES =
      Option.size("maxStackTraceBytes", "32 KiB", "16 B", "1 MiB");
  static final Option<Integer> MAX_FIELDS = Option.integer("maxFields", 64, 0, 1000);
  static final Option<Integer> MAX_LABEL_NAMES = Option.integer("maxLabelNames", 500, 0, 5000);
  static final Option<Boolean> CALLER_DATA = Option.flag("callerData", false);
  static final Option<String> MDC_INCLUDE =
      Option.text("mdc.include", "", "keys, comma-separated", text -> true);
  static final Option<String> MDC_EXCLUDE =
      Option.text("mdc.exclude", "", "keys, comma-separated", text -> true);
  static final Option<String> MASKED_KEYS =
      Option.text(
          "maskedKeys",
          "password, passwd, pwd, passphrase, secret, secretkey, token, authorization, apikey,"
              + " accesskey, privatekey, credential, credentials, cookie",
          "ends of keys, comma-separated, or off",
          text -> true);

  private static final String NO_KEYS = "off";
  private static final int MAX_MASKS = 64;

  public EventConfig {
    MAX_EVENT_BYTES.check(maxEventBytes);
    MAX_MESSAGE_BYTES.check(maxMessageBytes);
    MAX_STACK_TRACE_BYTES.check(maxStackTraceBytes);
    MAX_FIELDS.check(maxFields);
    MAX_LABEL_NAMES.check(maxLabelNames);
    mdcInclude = Set.copyOf(Option.atMost(MAX_NAMES, MDC_INCLUDE.name(), mdcInclude));
    mdcExclude = Set.copyOf(Option.atMost(MAX_NAMES, MDC_EXCLUDE.name(), mdcExclude));
    mdcFields = Option.atMost(MAX_NAMES, "mdc.field", mdcFields);
    fields = Option.atMost(MAX_NAMES, "field", fields);
    maskedKeys = Set.copyOf(maskedKeys);
    masks = Option.atMost(MAX_MASKS, "mask", masks.stream().distinct().toList());
    maskedKeys.forEach(EventConfig::checkMaskedKey);
    refuseTwice("mdc.field", mdcFields.stream().map(MdcField::key).toList());
    refuseTwice("field", fields.stream().map(NamedValue::name).toList());
  }

  static EventConfig from(OptionValues values) {
    return new EventConfig(
        values.get(MAX_EVENT_BYTES),
        values.get(MAX_MESSAGE_BYTES),
        values.get(MAX_STACK_TRACE_BYTES),
        values.get(MAX_FIELDS),
        values.get(MAX_LABEL_NAMES),
        values.get(CALLER_DATA),
        keys(values.get(MDC_INCLUDE)),
        keys(values.get(MDC_EXCLUDE)),
        values.mdcFields(),
        maskedKeys(values.get(MASKED_KEYS)),
        values.masks(),
        values.fields());
  }

  private static Set<String> maskedKeys(String text) {
    return text.equals(NO_KEYS) ? Set.of() : keys(text);
  }

  private static void checkMaskedKey(String name) {
    try {
      new MaskedKeys(Set.of(name));
    } catch (IllegalArgumentException refused) {
      throw ConfigException.of(MASKED_KEYS.name(), String.valueOf(refused.getMessage()), name);
    }
  }

  private static Set<String> keys(String text) {
    Set<String> keys = new TreeSet<>();
    for (String key : text.split(",", -1)) {
      if (!key.isBlank()) {
        keys.add(key.trim());
      }
    }
    return keys;
  }

  private static void refuseTwice(String option, List<String> names) {
    Set<String> seen = new TreeSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw ConfigException.of(option, "given once for each name", name);
      }
    }
  }
}
