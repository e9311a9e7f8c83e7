package io.flightlog.tls;

import io.flightlog.metrics.Printable;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;

/**
 * Certificates as messages show them. A server chooses what is in its certificates, so all of it is
 * made printable and cut.
 */
final class Words {
  private static final int MAX_CHARS = 120;
  private static final int MAX_NAMES = 10;
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final HexFormat HEX = HexFormat.of();

  private Words() {}

  static String subject(X509Certificate certificate) {
    return quoted(certificate.getSubjectX500Principal());
  }

  static String issuer(X509Certificate certificate) {
    return quoted(certificate.getIssuerX500Principal());
  }

  static byte[] sha256(X509Certificate certificate) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
      throw new IllegalStateException("a certificate without its encoding", impossible);
    }
  }

  /** As {@code tls.caFingerprint} takes it. */
  static String fingerprint(X509Certificate certificate) {
    return HEX.formatHex(sha256(certificate));
  }

  static String day(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** The hosts that a certificate is for. */
  static String names(X509Certificate certificate) {
    Collection<List<?>> alternatives;
    try {
      alternatives = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException unreadable) {
      return "none that can be read";
    }
    if (alternatives == null) {
      return "none but the subject " + subject(certificate);
    }
    List<String> names =
        alternatives.stream()
            .filter(name -> isType(name, DNS_NAME) || isType(name, IP_ADDRESS))
            .map(name -> printable(String.valueOf(name.get(1))))
            .toList();
    String shown = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : shown + (names.size() > MAX_NAMES ? ", …" : "");
  }

  static String printable(String text) {
    return Printable.of(text, MAX_CHARS);
  }

  /** What an exception of the JDK says. */
  static String message(GeneralSecurityException failure) {
    return printable(String.valueOf(failure.getMessage()));
  }

  private static boolean isType(List<?> name, int type) {
    return name.size() > 1 && Integer.valueOf(type).equals(name.get(0));
  }

  private static String quoted(X500Principal name) {
    return "\"" + printable(name.getName()) + "\"";
  }
}
