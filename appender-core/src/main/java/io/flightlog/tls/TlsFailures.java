package io.flightlog.tls;

import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed exchange means, as far as TLS was the reason. A connection that was cut is no
 * refusal: it passes by itself. Stateless.
 */
final class TlsFailures {
  /** The JVM's words for what the peer said (RFC 8446, section 6.2). */
  private static final Pattern ALERT = Pattern.compile("fatal alert: ([a-z_]+)");

  /** The last are HttpCore's words for an end that came before the handshake's. */
  private static final Pattern CUT =
      Pattern.compile(
          "close_notify|closed in handshake|terminated the handshake|Connection reset|Broken pipe"
              + "|TLS handshake failed",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NOT_TLS =
      Pattern.compile(
          "plaintext|unrecognized SSL message|Unsupported record", Pattern.CASE_INSENSITIVE);
  private static final Pattern OLD_VERSION =
      Pattern.compile("protocol version|No appropriate protocol", Pattern.CASE_INSENSITIVE);

  private TlsFailures() {}

  static Exception explain(Exception failure, ClientKey client) {
    SSLException ofTls = null;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RefusedException refused) {
        return TlsException.ofServer(String.valueOf(refused.getMessage()), failure);
      }
      if (t instanceof SSLException ssl) {
        ofTls = ssl;
      }
    }
    if (ofTls == null) {
      return failure;
    }
    String message = String.valueOf(ofTls.getMessage());
    Matcher alert = ALERT.matcher(message);
    if (alert.find()) {
      return TlsException.ofServer(words(alert.group(1), client), failure);
    }
    if (CUT.matcher(message).find()) {
      return new IOException("the connection was cut within TLS: " + message, failure);
    }
    return TlsException.ofServer(ownWords(message), failure);
  }

  private static String words(String alert, ClientKey client) {
    String ofClient = aboutClient(alert, client);
    if (ofClient != null) {
      return ofClient;
    }
    return switch (alert.toLowerCase(Locale.ROOT)) {
      case "protocol_version" -> "the server speaks neither TLS 1.2 nor 1.3";
      case "handshake_failure", "insufficient_security" ->
          "the server has no cipher suite or TLS version in common with this JVM (alert "
              + alert
              + ")";
      case "unrecognized_name" -> "the server does not know itself by the host name of the URL";
      default -> "the server ends the handshake with the alert " + alert;
    };
  }

  private static @Nullable String aboutClient(String alert, ClientKey client) {
    boolean isAboutCertificates =
        switch (alert) {
          case "certificate_required",
              "bad_certificate",
              "unsupported_certificate",
              "certificate_revoked",
              "certificate_expired",
              "certificate_unknown",
              "unknown_ca",
              "access_denied",
              "decrypt_error" ->
              true;
          case "handshake_failure" -> client.isNobody();
          default -> false;
        };
    if (!isAboutCertificates || !client.wasAsked()) {
      return null;
    }
    return client.isNobody()
        ? "the server asks for a client certificate: set tls.certificateFile and tls.keyFile"
        : "the server refuses the client certificate of tls.certificateFile, "
            + client.words()
            + " (alert "
            + alert
            + ")";
  }

  private static String ownWords(String message) {
    if (NOT_TLS.matcher(message).find()) {
      return "the server does not speak TLS there: is it a plain http port?";
    }
    if (OLD_VERSION.matcher(message).find()) {
      return "the server speaks neither TLS 1.2 nor 1.3 (" + Words.printable(message) + ")";
    }
    return "the TLS handshake failed: " + Words.printable(message);
  }
}
