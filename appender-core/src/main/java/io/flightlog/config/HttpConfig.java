package io.flightlog.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How requests travel.
 *
 * @param credentials null when the cluster asks for none
 * @param tls of {@code https} URLs
 * @param connectTimeout of one connection
 * @param requestTimeout of one whole exchange, body included
 * @param maxInFlight upper bound of the requests at once, which adapt to the server
 */
public record HttpConfig(
    @Nullable Credentials credentials,
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

  static final Option<String> PROXY =
      Option.text("proxy", null, "an http URL with host and port", text -> isProxy(text));
  static final Option<Compression> COMPRESSION = Option.choice("compression", Compression.GZIP);
  static final Option<Duration> CONNECT_TIMEOUT =
      Option.duration("connectTimeout", "5 s", "10 ms", "10 min");
  static final Option<Duration> REQUEST_TIMEOUT =
      Option.duration("requestTimeout", "60 s", "10 ms", "1 h");
  static final Option<Integer> MAX_IN_FLIGHT = Option.integer("maxInFlight", 4, 1, 16);

  public HttpConfig {
    headers = List.copyOf(headers);
    CONNECT_TIMEOUT.check(connectTimeout);
    REQUEST_TIMEOUT.check(requestTimeout);
    MAX_IN_FLIGHT.check(maxInFlight);
  }

  static HttpConfig from(OptionValues values) {
    String proxy = values.find(PROXY);
    return new HttpConfig(
        Credentials.from(values),
        values.headers(),
        TlsConfig.from(values),
        proxy == null ? null : URI.create(proxy),
        values.get(COMPRESSION),
        values.get(CONNECT_TIMEOUT),
        values.get(REQUEST_TIMEOUT),
        values.get(MAX_IN_FLIGHT));
  }

  private static boolean isProxy(String text) {
    try {
      URI proxy = URI.create(text);
      return "http".equals(proxy.getScheme()) && proxy.getHost() != null && proxy.getPort() > 0;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
