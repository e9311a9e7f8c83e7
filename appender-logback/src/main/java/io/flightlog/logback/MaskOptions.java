package io.flightlog.logback;

import io.flightlog.config.OptionValues;
import org.jspecify.annotations.Nullable;

/**
 * The element {@code <mask>}: something to hide in texts; either a preset, or a pattern, with a
 * replacement if it is not to be three asterisks.
 */
public final class MaskOptions {
  private @Nullable String preset;
  private @Nullable String pattern;
  private @Nullable String replacement;

  public void setPreset(String text) {
    preset = text;
  }

  public void setPattern(String text) {
    pattern = text;
  }

  public void setReplacement(String text) {
    replacement = text;
  }

  void addTo(OptionValues values) {
    values.addMask(
        preset == null ? null : OptionWords.defined("mask.preset", preset),
        pattern == null ? null : OptionWords.defined("mask.pattern", pattern),
        replacement == null ? null : OptionWords.defined("mask.replacement", replacement));
  }
}
