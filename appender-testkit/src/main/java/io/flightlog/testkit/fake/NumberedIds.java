package io.flightlog.testkit.fake;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * A set of ids of Flightlog's shape, which count up: an instance, and a number in eight characters
 * of a 64-letter alphabet. A bit for each, where a hash table would take 16 bytes and miss the
 * cache. Not thread-safe.
 */
final class NumberedIds {
  static final int NUMBER_CHARACTERS = 8;

  private static final int ID_CHARACTERS = 24;
  private static final int HIGHEST_NUMBER = 1 << 28;
  private static final byte[] DIGITS = digits();

  private final Map<String, BitSet> numbers = new HashMap<>();
  private byte[] lastScope = new byte[0];
  private BitSet lastNumbers = new BitSet();

  /** Whether the item's id is of that shape, and its number one that a test may count to. */
  static boolean accept(BulkScanner item) {
    return number(item) >= 0;
  }

  /** False if it was there already. Index and instance, as they are written, tell numbers apart. */
  boolean add(BulkScanner item) {
    boolean hasIndexBefore = item.indexEnd > 0 && item.indexEnd < item.idStart;
    int start = hasIndexBefore ? item.indexStart : item.idStart;
    int end = item.idEnd - NUMBER_CHARACTERS;
    if (!Arrays.equals(lastScope, 0, lastScope.length, item.body(), start, end)) {
      lastScope = Arrays.copyOfRange(item.body(), start, end);
      lastNumbers = numbers.computeIfAbsent(item.text(start, end), scope -> new BitSet());
    }
    int number = number(item);
    boolean isNew = !lastNumbers.get(number);
    lastNumbers.set(number);
    return isNew;
  }

  private static int number(BulkScanner item) {
    if (item.idEnd - item.idStart != ID_CHARACTERS) {
      return -1;
    }
    int number = 0;
    for (int at = item.idEnd - NUMBER_CHARACTERS; at < item.idEnd; at++) {
      byte letter = item.body()[at];
      int digit = letter < 0 ? -1 : DIGITS[letter];
      if (digit < 0 || number >= HIGHEST_NUMBER >> 6) {
        return -1;
      }
      number = number << 6 | digit;
    }
    return number;
  }

  /** Of each character of ASCII, -1 for those that are none. */
  private static byte[] digits() {
    byte[] digits = new byte[128];
    Arrays.fill(digits, (byte) -1);
    String alphabet = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    for (int digit = 0; digit < alphabet.length(); digit++) {
      digits[alphabet.charAt(digit)] = (byte) digit;
    }
    return digits;
  }
}
