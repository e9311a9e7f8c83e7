package io.flightlog.config;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Renames or types one MDC key ({@code mdc.field}).
 *
 * @param key the key in the MDC
 * @param name what follows {@code labels.} or {@code numeric_labels.} in the document
 * @param type what the text is read as; a text that does not fit its type stays a keyword under
 *     {@code labels}
 */
public record MdcField(String key, String name, Type type) {
  /** How the text of an MDC entry is indexed; never guessed from its content. */
  public enum Type {
    KEYWORD,
    NUMBER
  }

  public MdcField {
    if (key.isBlank()) {
      throw ConfigException.of("mdc.field.key", "not empty", key);
    }
    if (name.isBlank()) {
      throw ConfigException.of("mdc.field.name", "not empty", name);
    }
  }

  static MdcField parse(String key, @Nullable String name, @Nullable String type) {
    Type parsed =
        type == null
            ? Type.KEYWORD
            : Arrays.stream(Type.values())
                .filter(candidate -> candidate.name().equalsIgnoreCase(type.trim()))
                .findFirst()
                .orElseThrow(
                    () ->
                        ConfigException.of(
                            "mdc.field.type",
                            "one of: " + Arrays.toString(Type.values()).toLowerCase(Locale.ROOT),
                            type));
    return new MdcField(key.trim(), name == null ? key.trim() : name.trim(), parsed);
  }
}
