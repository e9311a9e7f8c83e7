package io.flightlog.config;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The value of the {@code Authorization} header. Never shown: not in {@code toString}, messages or
 * statistics.
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

  private final String authorization;

  private Credentials(String authorization) {
    this.authorization = authorization;
  }

  /** An encoded API key, as Elasticsearch prints it. */
  public static Credentials apiKey(String encoded) {
    return new Credentials("ApiKey " + API_KEY.check(encoded));
  }

  public static Credentials basic(String username, String password) {
    String pair = USERNAME.check(username) + ":" + PASSWORD.check(password);
    return new Credentials(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  public static Credentials bearer(String token) {
    return new Credentials("Bearer " + BEARER_TOKEN.check(token));
  }

  static @Nullable Credentials from(OptionValues values) {
    String apiKey = values.find(API_KEY);
    String username = values.find(USERNAME);
    String password = values.find(PASSWORD);
    String token = values.find(BEARER_TOKEN);
    if (Stream.of(apiKey, username, token).filter(set -> set != null).count() > 1) {
      throw new ConfigException("options apiKey, username, bearerToken: at most one may be set");
    }
    if ((username == null) != (password == null)) {
      throw new ConfigException("options username, password: both must be set, or none");
    }
    if (apiKey != null) {
      return apiKey(apiKey);
    }
    if (username != null && password != null) {
      return basic(username, password);
    }
    return token == null ? null : bearer(token);
  }

  /** The secret itself, for the HTTP client alone. */
  public String authorization() {
    return authorization;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Credentials that && that.authorization.equals(authorization);
  }

  @Override
  public int hashCode() {
    return authorization.hashCode();
  }

  @Override
  public String toString() {
    return "Credentials(hidden)";
  }
}
