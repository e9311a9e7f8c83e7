package io.flightlog.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether credentials would leave this machine unencrypted. Judges names alone and looks
 * none up: what a name stands for today another answer may change tomorrow.
 */
final class InsecureCredentials {
  private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

  /** Of the user's headers, those that let somebody in. */
  private static final Pattern SECRET_HEADER =
      Pattern.compile("(?i)((proxy|es-secondary)-)?authorization|cookie|x-api-key");

  private InsecureCredentials() {}

  /**
   * @throws ConfigException when they would, and that is not allowed
   */
  static void check(DestinationConfig destination, HttpConfig http) {
    String where = firstExposed(destination, http);
    if (where != null && !http.allowInsecureCredentials()) {
      throw new ConfigException(
          "option url: credentials would travel unencrypted to "
              + where
              + ": must be https, or else option "
              + HttpConfig.ALLOW_INSECURE_CREDENTIALS.name()
              + " must be true");
    }
  }

  static @Nullable String warning(DestinationConfig destination, HttpConfig http) {
    String where = firstExposed(destination, http);
    return where == null
        ? null
        : "credentials travel unencrypted to "
            + where
            + ", because "
            + HttpConfig.ALLOW_INSECURE_CREDENTIALS.name()
            + " is true: whoever is on the way can read and use them";
  }

  /** Where they would go, in words. */
  private static @Nullable String firstExposed(DestinationConfig destination, HttpConfig http) {
    if (!hasCredentials(http)) {
      return null;
    }
    URI proxy = http.proxy();
    for (URI url : destination.urls()) {
      if (url.getScheme().equalsIgnoreCase("http")) {
        if (proxy != null && !isLoopback(proxy)) {
          return url + " through the proxy " + proxy;
        }
        if (!isLoopback(url)) {
          return url.toString();
        }
      }
    }
    return null;
  }

  private static boolean hasCredentials(HttpConfig http) {
    return http.credentials() != null
        || http.headers().stream()
            .anyMatch(header -> SECRET_HEADER.matcher(header.name()).matches());
  }

  private static boolean isLoopback(URI url) {
    String host = url.getHost();
    return host.equalsIgnoreCase("localhost")
        || LOOPBACK_V4.matcher(host).matches()
        || (host.startsWith("[") && isLoopbackV6(host));
  }

  /** In brackets, so that nothing is looked up. */
  private static boolean isLoopbackV6(String literal) {
    try {
      return InetAddress.getByName(literal).isLoopbackAddress();
    } catch (UnknownHostException malformed) {
      return false;
    }
  }
}
