package io.flightlog.spool;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where what lies below a spool's root. Names are built from ids of our own only. Stateless.
 *
 * <pre>
 * root/destination/instance/           LOCK, OWNER, STATE, *.batch
 * root/destination/.instance.tmp/      an instance directory that is being made
 * root/destination/dead-letter/        instance.ndjson
 * root/destination/quarantine/         instance-name.batch: files that nobody can read
 * </pre>
 */
final class SpoolLayout {
  static final String LOCK = "LOCK";
  static final String OWNER = "OWNER";
  static final String STATE = "STATE";
  static final String BATCH_SUFFIX = ".batch";
  static final String DEAD_LETTERS = "dead-letter";
  static final String QUARANTINE = "quarantine";
  static final String DEAD_LETTER_SUFFIX = ".ndjson";
  private static final String TEMPORARY_SUFFIX = ".tmp";
  private static final int DESTINATION_CHARACTERS = 16;

  private SpoolLayout() {}

  /**
   * The directory of those who send to the same place and may adopt each other's leftovers: a hash,
   * so that nobody ever sends what was meant for another cluster.
   */
  static String destination(String target, String group) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha.digest((target + "\n" + group).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DESTINATION_CHARACTERS);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }

  static String temporary(String instance) {
    return "." + instance + TEMPORARY_SUFFIX;
  }

  static boolean isTemporary(String name) {
    return name.startsWith(".") && name.endsWith(TEMPORARY_SUFFIX);
  }

  static boolean isBatch(String name) {
    return name.endsWith(BATCH_SUFFIX);
  }

  /** The file of that name; null when it is not one that this library made. */
  static @Nullable SpoolFile parse(SpoolDirectory directory, String name) {
    int dash = name.indexOf('-');
    int end = name.length() - BATCH_SUFFIX.length();
    try {
      long sequence = Long.parseLong(name.substring(0, dash));
      int number = Integer.parseInt(name.substring(dash + 1, end));
      boolean isOurs =
          sequence >= 0 && number >= 0 && SpoolFile.name(sequence, number).equals(name);
      return isOurs ? directory.found(sequence, number) : null;
    } catch (IndexOutOfBoundsException | NumberFormatException foreign) {
      return null;
    }
  }

  static Path deadLetters(Path destination) {
    return destination.resolve(DEAD_LETTERS);
  }

  static Path quarantine(Path destination) {
    return destination.resolve(QUARANTINE);
  }
}
