package io.flightlog.config;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Elasticsearch's rules for the names of indices and data streams ({@code
 * MetadataCreateIndexService.validateIndexOrAliasName}), so that a name it would refuse is refused
 * at start, and that an action line needs no escapes. Stricter in four ways: no control, formatting
 * or separator characters; no leading dot of an index; no {@code -} and no more than 100 characters
 * in a part of a data stream's name; and a stream's name leaves room for those of its backing
 * indices, though servers (8.19) create longer ones than they otherwise allow. Stateless.
 */
final class TargetName {
  static final int MAX_INDEX_BYTES = 255;

  /** A backing index is called {@code .ds-<name>-2026.01.31-000001}. */
  static final int MAX_STREAM_BYTES = MAX_INDEX_BYTES - ".ds--2026.01.31-000001".length();

  static final int MAX_PART_CHARS = 100;

  private static final Pattern REFUSED =
      Pattern.compile("[\\\\/*?\"<>| ,#:\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

  private TargetName() {}

  static boolean isIndex(String name) {
    return isName(name) && "-_+.".indexOf(name.charAt(0)) < 0 && utf8Bytes(name) <= MAX_INDEX_BYTES;
  }

  /** Data set or namespace. */
  static boolean isStreamPart(String part) {
    return isName(part) && part.indexOf('-') < 0 && part.length() <= MAX_PART_CHARS;
  }

  static int utf8Bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.equals(name.toLowerCase(Locale.ROOT))
        && !REFUSED.matcher(name).find();
  }
}
