package io.flightlog.spool;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Properties;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code OWNER}: who holds an instance's directory, and what its documents have in common.
 * Text, one {@code key=value} a line as {@link Properties} has it, and last a checksum of the lines
 * before: half an owner is none. Immutable.
 *
 * @param instance the directory's name
 * @param process who holds it; {@link Holder#nobody} once it was left
 * @param version of the library that made it
 * @param target data stream or index
 * @param group whose leftovers its owner may adopt, and who may adopt its
 * @param constants the members that every document of the instance ends with, without braces
 */
public record Owner(
    String instance,
    Holder process,
    String version,
    String target,
    String group,
    String constants) {
  private static final String CHECKSUM = "checksum=";

  /** A process that cannot be taken for another one, on this host or in another container. */
  public record Holder(long pid, long startedMillis, String boot, String host) {
    /** The one that asks. */
    public static Holder current() {
      ProcessHandle self = ProcessHandle.current();
      long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
      return new Holder(
          self.pid(),
          started,
          read("/proc/sys/kernel/random/boot_id"),
          read("/proc/sys/kernel/hostname"));
    }

    private static String read(String file) {
      try {
        return Files.readString(Path.of(file)).strip();
      } catch (IOException | RuntimeException unknown) {
        return "";
      }
    }

    /** Whether the directory was left to whoever comes. */
    public boolean isNobody() {
      return pid == 0;
    }

    /** Nobody, since the machine was started last. */
    Holder nobody() {
      return new Holder(0, 0, boot, host);
    }

    /** Whether no power cut can have come between; false when that is not known. */
    boolean hasBootOf(Holder other) {
      return !boot.isEmpty() && boot.equals(other.boot);
    }

    /** Whether the machine was started in between; false when that is not known. */
    boolean hasOtherBootThan(Holder other) {
      return !boot.isEmpty() && !other.boot.isEmpty() && !boot.equals(other.boot);
    }

    /** Whether a lock may be this process's own: then nobody may touch it. */
    public boolean isSameAs(Holder other) {
      return pid == other.pid && startedMillis == other.startedMillis && boot.equals(other.boot);
    }
  }

  Owner heldBy(Holder holder) {
    return new Owner(instance, holder, version, target, group, constants);
  }

  String text() {
    Properties lines = new Properties();
    lines.setProperty("format", "1");
    lines.setProperty("instance", instance);
    lines.setProperty("pid", Long.toString(process.pid()));
    lines.setProperty("started", Long.toString(process.startedMillis()));
    lines.setProperty("boot", process.boot());
    lines.setProperty("host", process.host());
    lines.setProperty("version", version);
    lines.setProperty("target", target);
    lines.setProperty("group", group);
    lines.setProperty("constants", constants);
    StringWriter out = new StringWriter();
    try {
      lines.store(out, null);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return out + CHECKSUM + checksum(out.toString()) + "\n";
  }

  private static String checksum(String lines) {
    CRC32C crc = new CRC32C();
    crc.update(lines.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /** Null when the text is not one, or not all of it. */
  static @Nullable Owner parse(String text) {
    int end = text.lastIndexOf(CHECKSUM);
    if (end < 0
        || !text.substring(end).equals(CHECKSUM + checksum(text.substring(0, end)) + "\n")) {
      return null;
    }
    Properties lines = new Properties();
    try {
      lines.load(new StringReader(text));
      Holder process =
          new Holder(
              Long.parseLong(lines.getProperty("pid", "")),
              Long.parseLong(lines.getProperty("started", "")),
              lines.getProperty("boot", ""),
              lines.getProperty("host", ""));
      String instance = lines.getProperty("instance", "");
      return instance.isEmpty()
          ? null
          : new Owner(
              instance,
              process,
              lines.getProperty("version", ""),
              lines.getProperty("target", ""),
              lines.getProperty("group", ""),
              lines.getProperty("constants", ""));
    } catch (IOException | IllegalArgumentException unreadable) {
      return null;
    }
  }
}
