package io.flightlog.mask;

import java.util.Collection;
import java.util.List;

/**
 * Tells by the name of a key that its values are secret: when it ends with one of the names, in
 * either case, with {@code .}, {@code _}, {@code -} and blanks left out of both. So {@code token}
 * stands for {@code csrf-token} and {@code accessToken} too, but not for {@code max_tokens}.
 * Immutable; any thread.
 */
public final class MaskedKeys {
  private final List<String> names;
  private final int longest;

  /**
   * @throws IllegalArgumentException for a name that has nothing to compare
   */
  public MaskedKeys(Collection<String> names) {
    this.names = names.stream().map(name -> tail(name, name.length())).distinct().toList();
    this.longest = this.names.stream().mapToInt(String::length).max().orElse(0);
    if (this.names.contains("")) {
      throw new IllegalArgumentException("names that are more than dots, dashes and blanks");
    }
  }

  public boolean hide(String key) {
    String tail = tail(key, longest);
    return names.stream().anyMatch(tail::endsWith);
  }

  /** What is compared of a key, from its end. */
  private static String tail(String key, int chars) {
    StringBuilder reversed = new StringBuilder(chars);
    for (int i = key.length() - 1; i >= 0 && reversed.length() < chars; i--) {
      char c = key.charAt(i);
      if (c != '.' && c != '_' && c != '-' && !Character.isWhitespace(c)) {
        reversed.append(Character.toLowerCase(c));
      }
    }
    return reversed.reverse().toString();
  }
}
