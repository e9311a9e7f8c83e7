package io.flightlog.encode;

import org.jspecify.annotations.Nullable;

/**
 * Writes a text member whose few values come again and again (logger, thread, level), and keeps its
 * bytes: Strings never change, so an equal one has equal bytes. Direct-mapped and bounded; a
 * replaced entry's array is used again, so that a conflict costs time but no garbage. One caller at
 * a time.
 */
final class FragmentCache {
  private static final int MAX_FRAGMENT = 192;

  private final byte[] name;
  private final int maxBytes;
  private final @Nullable String[] values;
  private final byte[] @Nullable [] fragments;
  private final int[] sizes;
  private final int mask;

  /**
   * @param entries a power of two
   * @param maxBytes where a value is cut
   */
  FragmentCache(byte[] name, int entries, int maxBytes) {
    this.name = name;
    this.maxBytes = maxBytes;
    values = new String[entries];
    fragments = new byte[entries][];
    sizes = new int[entries];
    mask = entries - 1;
  }

  boolean write(JsonWriter out, String value) {
    int hash = value.hashCode();
    int entry = (hash ^ hash >>> 16) & mask;
    String cached = values[entry];
    byte[] fragment = fragments[entry];
    if (fragment != null && value.equals(cached)) {
      return out.member(fragment, sizes[entry]);
    }
    int start = out.length();
    if (!out.text(name, value, maxBytes)) {
      return false;
    }
    remember(out, start, entry, value);
    return true;
  }

  private void remember(JsonWriter out, int start, int entry, String value) {
    values[entry] = null;
    if (value.length() > MAX_FRAGMENT || out.cut()) {
      return;
    }
    byte[] fragment = fragments[entry];
    if (fragment == null) {
      fragment = new byte[MAX_FRAGMENT];
      fragments[entry] = fragment;
    }
    sizes[entry] = out.copySince(start, fragment);
    if (sizes[entry] > 0) {
      values[entry] = value;
    }
  }
}
