package io.flightlog.config;

import io.flightlog.mask.MaskRule;
import io.flightlog.mask.Masker;
import io.flightlog.mask.Preset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a user wrote into one {@code mask}. */
final class MaskWords {
  private static final String ALL = "all";

  private MaskWords() {}

  static List<MaskRule> parse(
      @Nullable String preset, @Nullable String pattern, @Nullable String replacement) {
    if ((preset == null) == (pattern == null)) {
      throw new ConfigException("option mask: must hold either preset or pattern");
    }
    if (pattern != null) {
      return List.of(rule(pattern, replacement == null ? Masker.HIDDEN : replacement));
    }
    if (replacement != null) {
      throw new ConfigException("option mask.replacement: is for a pattern, not for a preset");
    }
    return presets(preset);
  }

  private static MaskRule rule(String pattern, String replacement) {
    try {
      MaskRule.of(pattern, Masker.HIDDEN);
    } catch (IllegalArgumentException refused) {
      throw ConfigException.of("mask.pattern", String.valueOf(refused.getMessage()), pattern);
    }
    try {
      return MaskRule.of(pattern, replacement);
    } catch (IllegalArgumentException refused) {
      throw ConfigException.of(
          "mask.replacement", String.valueOf(refused.getMessage()), replacement);
    }
  }

  private static List<MaskRule> presets(@Nullable String word) {
    List<MaskRule> rules =
        Arrays.stream(Preset.values())
            .filter(preset -> ALL.equals(word) || preset.word().equals(word))
            .map(MaskRule::of)
            .toList();
    if (rules.isEmpty()) {
      String known =
          Arrays.stream(Preset.values()).map(Preset::word).collect(Collectors.joining(", "));
      throw ConfigException.of(
          "mask.preset", "one of: " + known + ", " + ALL, String.valueOf(word));
    }
    return rules;
  }
}
