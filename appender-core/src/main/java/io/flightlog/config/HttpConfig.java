package io.flightlog.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How requests travel.
 *
 * @param credentials null when the cluster asks for none
 * @param allowInsecureCredentials whether credentials may travel unencrypted to another machine
 * @param headers of every request; whoever sets {@code Authorization} sets no credentials
 * @param proxy without user info
 * @param tls of {@code https} URLs
 * @param connectTimeout of one connection
 * @param requestTimeout of one whole exchange, body included
 * @param maxInFlight upper bound of the requests at once, which adapt to the server
 */
public record HttpConfig(
    @Nullable Credentials credentials,
    boolean allowInsecureCredentials,
    List<NamedValue> headers,
    TlsConfig tls,
    @Nullable URI proxy,
    Compression compression,
    Duration connectTimeout,
    Duration requestTimeout,
    int maxInFlight) {

  /** Of request bodies; gzip is done by the library, level 1. */
  public enum Compression {
    GZIP,
    NONE
  }

  static final int MAX_HEADERS = 64;
  static final String AUTHORIZATION = "Authorization";

  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  static final Option<Boolean> ALLOW_INSECURE_CREDENTIALS =
      Option.flag("allowInsecureCredentials", false);
  static final Option<String> PROXY =
      Option.url(
          "proxy",
          null,
          "an http URL with host and port, without user and password",
          text -> isProxy(text));
  static final Option<Compression> COMPRESSION = Option.choice("compression", Compression.GZIP);
  static final Option<Duration> CONNECT_TIMEOUT =
      Option.duration("connectTimeout", "5 s", "10 ms", "10 min");
  static final Option<Duration> REQUEST_TIMEOUT =
      Option.duration("requestTimeout", "60 s", "10 ms", "1 h");
  static final Option<Integer> MAX_IN_FLIGHT = Option.integer("maxInFlight", 4, 1, 16);

  public HttpConfig {
    headers = Option.atMost(MAX_HEADERS, "headers", headers);
    for (NamedValue header : headers) {
      checkName(header);
      if (credentials != null && header.name().equalsIgnoreCase(AUTHORIZATION)) {
        throw Credentials.severalKinds();
      }
    }
    if (proxy != null) {
      PROXY.check(proxy.toString());
    }
    CONNECT_TIMEOUT.check(connectTimeout);
    REQUEST_TIMEOUT.check(requestTimeout);
    MAX_IN_FLIGHT.check(maxInFlight);
  }

  /**
   * @param ofUrls user and password of the nodes' URLs
   */
  static HttpConfig from(OptionValues values, @Nullable Credentials ofUrls) {
    String proxy = values.find(PROXY);
    return new HttpConfig(
        Credentials.from(values, ofUrls),
        values.get(ALLOW_INSECURE_CREDENTIALS),
        values.headers(),
        TlsConfig.from(values),
        proxy == null ? null : URI.create(proxy),
        values.get(COMPRESSION),
        values.get(CONNECT_TIMEOUT),
        values.get(REQUEST_TIMEOUT),
        values.get(MAX_IN_FLIGHT));
  }

  /** A name that is none may be a whole header, with its secret. */
  private static void checkName(NamedValue header) {
    if (!HEADER_NAME.matcher(header.name()).matches()) {
      throw ConfigException.of(
          "headers.header.name", "the name of an HTTP header, without colon or value", "(hidden)");
    }
  }

  private static boolean isProxy(String text) {
    try {
      URI proxy = URI.create(text);
      return "http".equals(proxy.getScheme())
          && proxy.getHost() != null
          && proxy.getPort() > 0
          && proxy.getRawUserInfo() == null;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
