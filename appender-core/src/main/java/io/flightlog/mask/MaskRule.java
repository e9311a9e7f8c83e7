package io.flightlog.mask;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One kind of secret and what stands in its place. Compared by the words it was made from.
 * Immutable; any thread.
 */
public final class MaskRule {
  /** A pattern costs its size for each character: larger ones would hold up the caller. */
  private static final int MAX_INSTRUCTIONS = 2000;

  private static final int MAX_CHARS = 1000;

  /** A pattern that matches nothing at some place mostly does so in one of these. */
  private static final List<String> PROBES = List.of("", "a", "0", " ", "a b", "-\n-");

  private final List<String> words;
  private final Supplier<List<Finder>> finders;
  private final double leastNumber;

  private MaskRule(List<String> words, Supplier<List<Finder>> finders, double leastNumber) {
    this.words = words;
    this.finders = finders;
    this.leastNumber = leastNumber;
  }

  public static MaskRule of(Preset preset) {
    double least = preset == Preset.CARD ? CardFinder.LEAST : Double.POSITIVE_INFINITY;
    return new MaskRule(List.of(preset.word()), preset::newFinders, least);
  }

  /**
   * A pattern of the application's own, in RE2's syntax.
   *
   * @throws IllegalArgumentException that says, behind "must be", what the pattern must be, or else
   *     the replacement
   */
  public static MaskRule of(String pattern, String replacement) {
    Pattern compiled = compile(pattern);
    Replacement read = new Replacement(replacement, compiled);
    Supplier<List<Finder>> finders =
        () ->
            List.of(
                new PatternFinder(compiled, PatternFinder.ANYWHERE, 0, PatternFinder.ALWAYS, read));
    return new MaskRule(List.of(pattern, replacement), finders, 0);
  }

  private static Pattern compile(String text) {
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException("at most " + MAX_CHARS + " characters");
    }
    Pattern pattern;
    try {
      pattern = Pattern.compile(text);
    } catch (PatternSyntaxException refused) {
      throw new IllegalArgumentException(
          "a pattern in RE2's syntax (" + refused.getDescription() + ")", refused);
    }
    if (pattern.programSize() > MAX_INSTRUCTIONS) {
      throw new IllegalArgumentException("a smaller pattern, with fewer repetitions");
    }
    if (PROBES.stream().anyMatch(probe -> matchesNothing(pattern.matcher(probe)))) {
      throw new IllegalArgumentException("a pattern that does not match an empty text");
    }
    return pattern;
  }

  private static boolean matchesNothing(Matcher matcher) {
    while (matcher.find()) {
      if (matcher.start() == matcher.end()) {
        return true;
      }
    }
    return false;
  }

  List<Finder> newFinders() {
    return finders.get();
  }

  /** The smallest absolute value of a number that may be, or hold, such a secret. */
  double leastNumber() {
    return leastNumber;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MaskRule that && that.words.equals(words);
  }

  @Override
  public int hashCode() {
    return words.hashCode();
  }

  @Override
  public String toString() {
    return "mask " + words;
  }
}
