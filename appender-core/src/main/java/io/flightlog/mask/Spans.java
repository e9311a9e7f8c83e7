package io.flightlog.mask;

import java.util.Arrays;

/**
 * What is to be hidden of one text, and by what. Spans of different finders may overlap: what they
 * cover together is one secret then. Belongs to one {@link Masker}; allocates only to grow.
 */
final class Spans {
  /**
   * Of one finder in one text; what follows is hidden without a look. A search that finds much may
   * look ahead from each match, so this bounds its work.
   */
  static final int MAX_PER_FINDER = 256;

  private static final int INITIAL = 16;

  private long[] keys = new long[INITIAL];
  private int[] ends = new int[INITIAL];
  private String[] replacements = new String[INITIAL];
  private int size;
  private int firstOfFinder;
  private int textLength;

  void begin(int length) {
    Arrays.fill(replacements, 0, size, null);
    size = 0;
    textLength = length;
    beginFinder();
  }

  void beginFinder() {
    firstOfFinder = size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** False once a finder has found so much that the rest of the text is hidden. */
  boolean add(int start, int end, String replacement) {
    boolean last = size - firstOfFinder == MAX_PER_FINDER;
    put(start, last ? textLength : end, last ? Masker.HIDDEN : replacement);
    return !last;
  }

  /**
   * Appends {@code text[0, end)} with its secrets replaced. One that begins before {@code end} and
   * goes on behind it is replaced as a whole.
   */
  void replace(CharSequence text, int end, StringBuilder out) {
    Arrays.sort(keys, 0, size);
    int copied = 0;
    int next = 0;
    while (next < size && start(next) < end) {
      int start = start(next);
      int stop = ends[index(next)];
      String replacement = replacements[index(next)];
      next++;
      while (next < size && start(next) < stop) {
        stop = Math.max(stop, ends[index(next)]);
        replacement = Masker.HIDDEN;
        next++;
      }
      out.append(text, copied, start).append(replacement);
      copied = stop;
    }
    if (copied < end) {
      out.append(text, copied, end);
    }
  }

  private int start(int place) {
    return (int) (keys[place] >> 32);
  }

  private int index(int place) {
    return (int) keys[place];
  }

  private void put(int start, int end, String replacement) {
    if (size == ends.length) {
      keys = Arrays.copyOf(keys, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      replacements = Arrays.copyOf(replacements, 2 * size);
    }
    keys[size] = (long) start << 32 | size;
    ends[size] = end;
    replacements[size] = replacement;
    size++;
  }
}
