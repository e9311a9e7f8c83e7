package io.flightlog.encode;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the process can ask its surroundings for at start; a seam for tests. */
interface SystemFacts {
  /** An environment variable that is set and not blank. */
  @Nullable String variable(String name);

  /** The start of a file, or null when it cannot be read. */
  @Nullable String file(String path);

  /** The main class or jar and its arguments, as {@code sun.java.command} has them. */
  @Nullable String command();

  long pid();

  /** The host's name by its resolver: the last resort, as a resolver may take its time. */
  @Nullable String resolvedHostName();

  static SystemFacts of(Map<String, String> environment) {
    return new SystemFacts() {
      @Override
      public @Nullable String variable(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.trim();
      }

      @Override
      public @Nullable String file(String path) {
        try (InputStream in = Files.newInputStream(Path.of(path))) {
          return new String(in.readNBytes(256 << 10), StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException unreadable) {
          return null;
        }
      }

      @Override
      public @Nullable String command() {
        return System.getProperty("sun.java.command");
      }

      @Override
      public long pid() {
        return ProcessHandle.current().pid();
      }

      @Override
      public @Nullable String resolvedHostName() {
        try {
          return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException | RuntimeException unknown) {
          return null;
        }
      }
    };
  }
}
