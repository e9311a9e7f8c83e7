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
  private static final int HIGHEST_NUMBER = 1 << 30;
  private static final byte[] DIGITS = digits();

  private final Map<String, BitSet> numbers = new HashMap<>();
  private byte[] lastIndex = new byte[0];
  private byte[] lastInstance = new byte[0];
  private BitSet lastNumbers = new BitSet();

  /**
   * False if it was there already.
   *
   * @param number of the item's id, see {@link #number}
   */
  boolean add(BulkScanner item, int number) {
    int instanceEnd = item.idEnd - NUMBER_CHARACTERS;
    byte[] body = item.body();
    boolean isLikeTheLast =
        Arrays.equals(lastInstance, 0, lastInstance.length, body, item.idStart, instanceEnd)
            && Arrays.equals(lastIndex, 0, lastIndex.length, body, item.indexStart, item.indexEnd);
    if (!isLikeTheLast) {
      lastInstance = Arrays.copyOfRange(body, item.idStart, instanceEnd);
      lastIndex = Arrays.copyOfRange(body, item.indexStart, item.indexEnd);
      String scope = item.index() + '/' + item.text(item.idStart, instanceEnd);
      lastNumbers = numbers.computeIfAbsent(scope, first -> new BitSet());
    }
    boolean isNew = !lastNumbers.get(number);
    lastNumbers.set(number);
    return isNew;
  }

  /** Of an id of that shape; -1 of others, and of a number that no test counts to. */
  static int number(BulkScanner item) {
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
