package io.flightlog.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The nodes as users write them, taken apart: URLs without user info, each once, and the user and
 * password that all of them name, if they do.
 */
record NodeUrls(List<URI> urls, @Nullable Credentials credentials) {
  /** From the scheme, or from the start, to the last at-sign, also to one that is encoded. */
  private static final Pattern USER_INFO = Pattern.compile("(?is)^(\\s*https?:/*)?.*(@|%40)");

  private static final Pattern QUERY = Pattern.compile("(?s)([?#]).*");

  /**
   * @param texts of the option {@code url}, each with one URL or several, comma-separated
   */
  static NodeUrls parse(List<String> texts) {
    Set<URI> urls = new LinkedHashSet<>();
    List<@Nullable Credentials> named = new ArrayList<>();
    for (String text : texts.isEmpty() ? List.of("http://localhost:9200") : texts) {
      for (String part : text.split(",", -1)) {
        URI url = parse(part.trim(), text);
        urls.add(withoutUserInfo(url));
        named.add(credentials(url));
      }
    }
    Credentials first = named.get(0);
    if (!named.stream().allMatch(other -> Objects.equals(first, other))) {
      throw new ConfigException(
          "option url: all must name the same user and password, or none of them any");
    }
    return new NodeUrls(new ArrayList<>(urls), first);
  }

  /**
   * @param whole the text that it is part of, should a comma in a password have split it
   */
  private static URI parse(String part, String whole) {
    try {
      URI url = new URI(part);
      check(withoutUserInfo(url));
      return url;
    } catch (URISyntaxException | IllegalArgumentException malformed) {
      throw DestinationConfig.URL.refused(USER_INFO.matcher(whole).find() ? whole : part);
    }
  }

  /** That it names a node, and nothing beside it. */
  static void check(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean isNode =
        (scheme.equals("http") || scheme.equals("https"))
            && url.getHost() != null
            && url.getRawUserInfo() == null
            && url.getRawQuery() == null
            && url.getRawFragment() == null;
    if (!isNode) {
      throw DestinationConfig.URL.refused(url);
    }
  }

  private static URI withoutUserInfo(URI url) {
    String userInfo = url.getRawUserInfo();
    return userInfo == null ? url : URI.create(url.toString().replaceFirst("//[^@]*@", "//"));
  }

  private static @Nullable Credentials credentials(URI url) {
    String userInfo = url.getRawUserInfo();
    if (userInfo == null) {
      return null;
    }
    int colon = userInfo.indexOf(':');
    try {
      return Credentials.basic(
          decoded(userInfo.substring(0, Math.max(0, colon))),
          decoded(userInfo.substring(colon + 1)));
    } catch (ConfigException incomplete) {
      throw ConfigException.of(
          DestinationConfig.URL.name(),
          "with user and password, without control characters, or without both",
          withoutUserInfo(url.toString()));
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /**
   * As a message may show it, whatever is wrong with it: nothing that may be a user or a password,
   * and no query, which may hold a key.
   */
  static String withoutUserInfo(String text) {
    String shown = USER_INFO.matcher(text).replaceFirst("$1***@");
    return QUERY.matcher(shown).replaceFirst("$1…");
  }
}
