package io.flightlog.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/**
 * The version of this build: {@code agent.version} of every document, and in the {@code
 * User-Agent}.
 */
public final class LibraryVersion {
  private LibraryVersion() {}

  /** From a file that the build fills in. */
  public static String current() {
    Properties properties = new Properties();
    try (InputStream in = LibraryVersion.class.getResourceAsStream("version.properties")) {
      properties.load(Objects.requireNonNull(in, "version.properties"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties.getProperty("version", "");
  }
}
