package io.flightlog.ship;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of the headers that requests carry, which no text may show, even if a server or a
 * proxy quotes them. Any thread asks; the constructing thread adds, and then the one where
 * exchanges begin replaces.
 */
final class Secrets {
  /** What is shorter is part of many words. */
  private static final int MIN_CHARS = 4;

  private final Set<String> fixed = new LinkedHashSet<>();
  private String current = "";
  private String former = "";
  private volatile @Nullable Pattern pattern;

  /** One that stays. */
  void add(String headerValue) {
    fixed.add(headerValue);
    compile();
  }

  /** The one that is sent from now on; answers to its predecessor may still come. */
  void replace(String headerValue) {
    former = current;
    current = headerValue;
    compile();
  }

  String hide(String text) {
    Pattern forms = pattern;
    return forms == null ? text : forms.matcher(text).replaceAll("(hidden)");
  }

  /** The longest first, so that none is left in parts. */
  private void compile() {
    String alternatives =
        Stream.concat(fixed.stream(), Stream.of(current, former))
            .flatMap(Secrets::forms)
            .filter(form -> form.length() >= MIN_CHARS)
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    pattern =
        alternatives.isEmpty() ? null : Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE);
  }

  /** As it is, without its scheme, and what is behind the colon of a pair in Base64. */
  private static Stream<String> forms(String headerValue) {
    String token = headerValue.substring(headerValue.lastIndexOf(' ') + 1);
    String pair = decoded(token);
    return Stream.of(headerValue, token, pair, pair.substring(pair.indexOf(':') + 1))
        .flatMap(form -> Stream.of(form, URLEncoder.encode(form, StandardCharsets.UTF_8)));
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return "";
    }
  }
}
