package io.flightlog.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The value of the {@code Authorization} header, or the file that holds its secret part. Never
 * shown: not in {@code toString}, messages or statistics.
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
  static final Option<String> BEARER_TOKEN = Option.secret("bearerToken");
  static final Option<String> API_KEY_FILE = file("apiKeyFile");
  static final Option<String> BEARER_TOKEN_FILE = file("bearerTokenFile");

  private static final String API_KEY_SCHEME = "ApiKey";
  private static final String BEARER_SCHEME = "Bearer";

  private final String scheme;
  private final String secret;
  private final @Nullable Path file;

  private Credentials(String scheme, String secret, @Nullable Path file) {
    this.scheme = scheme;
    this.secret = secret;
    this.file = file;
  }

  /** An encoded API key, as Elasticsearch prints it. */
  public static Credentials apiKey(String encoded) {
    return new Credentials(API_KEY_SCHEME, API_KEY.check(encoded), null);
  }

  public static Credentials basic(String username, String password) {
    String pair = USERNAME.check(username) + ":" + PASSWORD.check(password);
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return new Credentials("Basic", encoded, null);
  }

  public static Credentials bearer(String token) {
    return new Credentials(BEARER_SCHEME, BEARER_TOKEN.check(token), null);
  }

  /** An encoded API key in a file, which may appear or change at any time. */
  public static Credentials apiKeyFile(String path) {
    return new Credentials(API_KEY_SCHEME, "", Path.of(API_KEY_FILE.check(path)));
  }

  /** A token in a file, which may appear or change at any time. */
  public static Credentials bearerTokenFile(String path) {
    return new Credentials(BEARER_SCHEME, "", Path.of(BEARER_TOKEN_FILE.check(path)));
  }

  static @Nullable Credentials from(OptionValues values) {
    String username = values.find(USERNAME);
    String password = values.find(PASSWORD);
    if ((username == null) != (password == null)) {
      throw new ConfigException("options username, password: both must be set, or none");
    }
    List<Credentials> set = new ArrayList<>();
    add(set, values.find(API_KEY), Credentials::apiKey);
    add(set, values.find(API_KEY_FILE), Credentials::apiKeyFile);
    add(set, values.find(BEARER_TOKEN), Credentials::bearer);
    add(set, values.find(BEARER_TOKEN_FILE), Credentials::bearerTokenFile);
    if (username != null && password != null) {
      set.add(basic(username, password));
    }
    if (set.size() > 1) {
      throw new ConfigException(
          "options apiKey, apiKeyFile, username, bearerToken, bearerTokenFile: at most one may be"
              + " set");
    }
    return set.isEmpty() ? null : set.get(0);
  }

  private static void add(
      List<Credentials> set, @Nullable String text, Function<String, Credentials> reader) {
    if (text != null) {
      set.add(reader.apply(text));
    }
  }

  private static Option<String> file(String name) {
    return Option.text(name, null, "the path of a file", Credentials::isPath);
  }

  private static boolean isPath(String text) {
    try {
      return !text.isEmpty() && !Path.of(text).toString().isEmpty();
    } catch (InvalidPathException notOne) {
      return false;
    }
  }

  /** Where the secret is to be read, and read again; null when it is fixed. */
  public @Nullable Path file() {
    return file;
  }

  /** The header's value, for the HTTP client alone; only when there is no file. */
  public String authorization() {
    return scheme + " " + secret;
  }

  /**
   * The header's value with a secret that was read from the file.
   *
   * @throws ConfigException when it is empty or has control characters; does not show it
   */
  public String authorization(String fromFile) {
    return scheme + " " + Option.secret("the content of " + file).check(fromFile.strip());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Credentials that
        && that.scheme.equals(scheme)
        && that.secret.equals(secret)
        && Objects.equals(that.file, file);
  }

  @Override
  public int hashCode() {
    return Objects.hash(scheme, secret, file);
  }

  @Override
  public String toString() {
    return "Credentials(hidden)";
  }
}
