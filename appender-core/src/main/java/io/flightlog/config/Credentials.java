package io.flightlog.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code Authorization} header is made of: a secret, or the file that holds it, and for
 * basic authentication a user. Never shown: not in {@code toString}, messages or statistics.
 */
public final class Credentials {
  static final Option<String> API_KEY = Option.secret("apiKey");
  static final Option<String> USERNAME =
      Option.text(
          "username",
          null,
          "not empty and without a colon",
          text -> !text.isEmpty() && !text.contains(":"));
  static final Option<String> PASSWORD = Option.secret("password");
  static final Option<Path> PASSWORD_FILE = Option.file("passwordFile");
  static final Option<String> BEARER_TOKEN = Option.secret("bearerToken");
  static final Option<Path> API_KEY_FILE = Option.file("apiKeyFile");
  static final Option<Path> BEARER_TOKEN_FILE = Option.file("bearerTokenFile");

  private static final String API_KEY_SCHEME = "ApiKey";
  private static final String BEARER_SCHEME = "Bearer";
  private static final String BASIC_SCHEME = "Basic";

  private final String scheme;
  private final String user;
  private final String secret;
  private final @Nullable Path file;

  private Credentials(String scheme, String user, String secret, @Nullable Path file) {
    this.scheme = scheme;
    this.user = user;
    this.secret = secret;
    this.file = file;
  }

  /** An encoded API key, as Elasticsearch prints it. */
  public static Credentials apiKey(String encoded) {
    return new Credentials(API_KEY_SCHEME, "", API_KEY.check(encoded), null);
  }

  public static Credentials basic(String username, String password) {
    return new Credentials(BASIC_SCHEME, USERNAME.check(username), PASSWORD.check(password), null);
  }

  public static Credentials bearer(String token) {
    return new Credentials(BEARER_SCHEME, "", BEARER_TOKEN.check(token), null);
  }

  /** An encoded API key in a file, which may appear or change at any time. */
  public static Credentials apiKeyFile(Path file) {
    return new Credentials(API_KEY_SCHEME, "", "", API_KEY_FILE.check(file));
  }

  /** A password in a file, which may appear or change at any time. */
  public static Credentials basicFile(String username, Path file) {
    return new Credentials(BASIC_SCHEME, USERNAME.check(username), "", PASSWORD_FILE.check(file));
  }

  /** A token in a file, which may appear or change at any time. */
  public static Credentials bearerTokenFile(Path file) {
    return new Credentials(BEARER_SCHEME, "", "", BEARER_TOKEN_FILE.check(file));
  }

  /**
   * @param ofUrls what the nodes' URLs name
   */
  static @Nullable Credentials from(OptionValues values, @Nullable Credentials ofUrls) {
    List<Credentials> set = new ArrayList<>();
    add(set, values.find(API_KEY), Credentials::apiKey);
    add(set, values.find(API_KEY_FILE), Credentials::apiKeyFile);
    add(set, values.find(BEARER_TOKEN), Credentials::bearer);
    add(set, values.find(BEARER_TOKEN_FILE), Credentials::bearerTokenFile);
    String username = values.find(USERNAME);
    String password = values.find(PASSWORD);
    Path passwordFile = values.find(PASSWORD_FILE);
    if (username == null) {
      if (password != null || passwordFile != null) {
        throw incomplete();
      }
    } else {
      add(set, password, text -> basic(username, text));
      add(set, passwordFile, file -> basicFile(username, file));
      if (password == null && passwordFile == null) {
        throw incomplete();
      }
    }
    if (ofUrls != null) {
      set.add(ofUrls);
    }
    if (set.size() > 1) {
      throw severalKinds();
    }
    return set.isEmpty() ? null : set.get(0);
  }

  private static <T> void add(
      List<Credentials> set, @Nullable T value, Function<T, Credentials> reader) {
    if (value != null) {
      set.add(reader.apply(value));
    }
  }

  private static ConfigException incomplete() {
    return new ConfigException(
        "options username, password, passwordFile: username and one of the others must be set, or"
            + " none");
  }

  static ConfigException severalKinds() {
    return new ConfigException(
        "options apiKey, apiKeyFile, password, passwordFile, bearerToken, bearerTokenFile, a user"
            + " in url, and a header Authorization: at most one may be set");
  }

  /** Where the secret is to be read, and read again; null when it is fixed. */
  public @Nullable Path file() {
    return file;
  }

  /** The header's value, for the HTTP client alone; only when there is no file. */
  public String authorization() {
    return header(secret);
  }

  /**
   * The header's value with a secret that was read from the file: without the end of its line, and
   * what is no password without blanks around it.
   *
   * @throws ConfigException when it is empty or has control characters; does not show it
   */
  public String authorization(String content) {
    boolean isPassword = scheme.equals(BASIC_SCHEME);
    String read = isPassword ? SecretFile.password(content) : content.strip();
    return header(Option.secret("the content of " + file).check(read));
  }

  private String header(String plain) {
    if (!scheme.equals(BASIC_SCHEME)) {
      return scheme + " " + plain;
    }
    byte[] pair = (user + ":" + plain).getBytes(StandardCharsets.UTF_8);
    return scheme + " " + Base64.getEncoder().encodeToString(pair);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Credentials that
        && that.scheme.equals(scheme)
        && that.user.equals(user)
        && that.secret.equals(secret)
        && Objects.equals(that.file, file);
  }

  @Override
  public int hashCode() {
    return Objects.hash(scheme, user, secret, file);
  }

  @Override
  public String toString() {
    return "Credentials(hidden)";
  }
}
