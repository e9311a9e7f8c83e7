package io.flightlog.config;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What opens a key or a store, or the file that holds it. Never shown: not in {@code toString} nor
 * in messages.
 */
public final class Passphrase {
  private final String text;
  private final @Nullable Path file;

  private Passphrase(String text, @Nullable Path file) {
    this.text = text;
    this.file = file;
  }

  static Passphrase of(String text) {
    return new Passphrase(text, null);
  }

  static Passphrase inFile(Path file) {
    return new Passphrase("", file);
  }

  /**
   * @throws ConfigException when both are set
   */
  static @Nullable Passphrase from(
      OptionValues values, Option<String> option, Option<Path> fileOption) {
    String text = values.find(option);
    Path file = values.find(fileOption);
    if (text != null && file != null) {
      throw new ConfigException(
          "options " + option.name() + ", " + fileOption.name() + ": at most one may be set");
    }
    if (file != null) {
      return inFile(file);
    }
    return text == null ? null : of(text);
  }

  /** Where it is to be read, and read again; null when it is fixed. */
  public @Nullable Path file() {
    return file;
  }

  /** In the clear; only when there is no file. */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Passphrase that
        && that.text.equals(text)
        && Objects.equals(that.file, file);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, file);
  }

  @Override
  public String toString() {
    return "Passphrase(hidden)";
  }
}
