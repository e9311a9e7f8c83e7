package io.flightlog.mask;

import com.google.re2j.Pattern;
import io.flightlog.mask.PatternFinder.Check;
import io.flightlog.mask.PatternFinder.Hint;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Secrets that the library knows. {@code docs/configuration.md} says what each finds, and what it
 * does not. A secret that is cut {@link Masker#MARGIN} characters behind its beginning is found as
 * well. Immutable; any thread.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are of List.of
public enum Preset {
  /** A PEM block, over several lines; without its end, up to the end of the text. */
  PRIVATE_KEY(
      whole(
          Hints.literal("-----BEGIN "),
          "(?s)-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----.*?"
              + "(?:-----END [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----|\\z)")),

  /** What follows {@code Authorization}, {@code Bearer}, {@code Basic} or {@code ApiKey}. */
  BEARER(
      List.of(
          group(Hints.words("authorization"), header(Words.ONE_TOKEN, Words.TOKEN)),
          group(Hints.words("authorization"), header(Words.PARAMETERS, "[^\\r\\n\\]}]+")),
          group(
              Hints.words("authorization", "api", "basic", "bearer"),
              "(?:" + Words.NAMES + ")[\"']?(?:\\s*[:=]\\s*|\\s+)\\[?[\"']?(" + Words.TOKEN + ")",
              TokenCheck::looksRandom))),

  /** JSON Web Tokens, signed or encrypted. */
  JWT(whole(Hints.literal("eyJ"), "eyJ[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]*){1,4}")),

  /** The password in the user info of a URL. */
  URL_PASSWORD(group(Hints.literal("://"), "://[^\\s/?#:\"<>]*:([^\\s/?#\"<>]+)@")),

  EMAIL(
      whole(
          Hints.address(),
          "[^\\x00-\\x20@<>()\\[\\],;:\"\\\\=/?&{}|]+" + "@(?:[\\pL\\pN_-]+\\.)+\\pL[\\pL\\pN-]+")),

  /** Payment cards. */
  CARD(CardFinder::new),

  /** International bank account numbers. */
  IBAN(IbanFinder::new);

  /** Parts of the patterns for credentials. */
  private static final class Words {
    static final String TOKEN = "[^\\s\"'<>,;)\\]}]+";
    static final String ONE_TOKEN = any("bearer", "basic", "apikey", "token", "negotiate", "ntlm");
    static final String PARAMETERS = any("digest", "oauth", "hawk", "aws4-hmac-sha256");
    static final String NAMES =
        any("bearer", "basic", "authorization") + "|" + any("api") + "[-_ ]?" + any("key");
  }

  private final List<Supplier<Finder>> finders;

  Preset(Supplier<Finder> finder) {
    this(List.of(finder));
  }

  Preset(List<Supplier<Finder>> finders) {
    this.finders = finders;
  }

  /** As users write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  List<Finder> newFinders() {
    return finders.stream().map(Supplier::get).toList();
  }

  private static String header(String schemes, String value) {
    return any("authorization")
        + "[\"']?\\s*[:=]\\s*\\[?[\"']?(?:"
        + schemes
        + ")\\s+("
        + value
        + ")";
  }

  private static Supplier<Finder> whole(Hint hint, String pattern) {
    return finder(hint, pattern, 0, PatternFinder.ALWAYS);
  }

  /** Only the first group is secret. */
  private static Supplier<Finder> group(Hint hint, String pattern) {
    return finder(hint, pattern, 1, PatternFinder.ALWAYS);
  }

  private static Supplier<Finder> group(Hint hint, String pattern, Check check) {
    return finder(hint, pattern, 1, check);
  }

  private static Supplier<Finder> finder(Hint hint, String pattern, int group, Check check) {
    Pattern compiled = Pattern.compile(pattern);
    Replacement hidden = new Replacement(Masker.HIDDEN, compiled);
    return () -> new PatternFinder(compiled, hint, group, check, hidden);
  }

  /**
   * A pattern for one of {@code words} in either case; not by a flag, for which some letters beyond
   * ASCII are the same as some within.
   */
  private static String any(String... words) {
    StringBuilder pattern = new StringBuilder();
    for (String word : words) {
      pattern.append(pattern.isEmpty() ? "" : "|");
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        if (Ascii.isSmall(c)) {
          pattern.append('[').append(Ascii.upper(c)).append(c).append(']');
        } else {
          pattern.append(c);
        }
      }
    }
    return pattern.toString();
  }
}
