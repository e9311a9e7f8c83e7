package io.flightlog.mask;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/** Finds by a pattern of RE2/J. Keeps one matcher, as a new one for each text would be garbage. */
final class PatternFinder implements Finder {

  /** Where the next match can begin at the earliest. */
  @FunctionalInterface
  interface Hint {
    /**
     * At {@code from} or behind it; -1 when the rest of the text has no match. Never misses one.
     */
    int next(CharSequence text, int from);
  }

  /** Whether what the pattern found is a secret. */
  @FunctionalInterface
  interface Check {
    boolean isSecret(CharSequence text, int start, int end);
  }

  static final Hint ANYWHERE = (text, from) -> from;
  static final Check ALWAYS = (text, start, end) -> true;

  private final Matcher matcher;
  private final Hint hint;
  private final int group;
  private final Check check;
  private final Replacement replacement;

  /**
   * @param group what of a match is replaced
   */
  PatternFinder(Pattern pattern, Hint hint, int group, Check check, Replacement replacement) {
    this.matcher = pattern.matcher("");
    this.hint = hint;
    this.group = group;
    this.check = check;
    this.replacement = replacement;
  }

  @Override
  public void find(CharSequence text, int end, Spans found) {
    int from = hint.next(text, 0);
    if (from < 0) {
      return;
    }
    matcher.reset(text);
    boolean more = true;
    while (more && from >= 0 && from < end && matcher.find(from) && matcher.start() < end) {
      int start = matcher.start(group);
      int stop = matcher.end(group);
      boolean secret = start < stop && check.isSecret(text, start, stop);
      if (secret) {
        more = found.add(start, stop, replacement.of(matcher));
      }
      // what was no secret may be the word that comes before one
      int next = Math.max(secret ? matcher.end() : start, from + 1);
      from = next < text.length() ? hint.next(text, next) : -1;
    }
    matcher.reset("");
  }
}
