package io.flightlog.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which servers are believed, and who this client is to them. With neither files nor fingerprints
 * the JVM's certificate authorities are. What the files hold is read when it is needed, and again
 * when it has changed.
 *
 * @param caFile PEM; its certificates are the only anchors, beside those of the trust store
 * @param caFingerprints SHA-256 of certificates of authorities, 64 lower-case hex digits each; when
 *     there are any, only such a certificate is an anchor
 * @param trustStoreFile PKCS#12
 * @param certificateFile PEM: this client's certificate, and its chain
 * @param keyFile PEM, PKCS#8: the certificate's key
 * @param verifyHostname whether a certificate must be for the host of the URL
 */
public record TlsConfig(
    @Nullable Path caFile,
    List<String> caFingerprints,
    @Nullable Path trustStoreFile,
    @Nullable Passphrase trustStorePassword,
    @Nullable Path certificateFile,
    @Nullable Path keyFile,
    @Nullable Passphrase keyPassword,
    boolean verifyHostname) {

  private static final String VERIFIES = "true";
  private static final String ACCEPTS_ANY_NAME = "accept-any-name";
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  static final Option<Path> CA_FILE = Option.file("tls.caFile");
  static final Option<String> CA_FINGERPRINT =
      Option.text(
          "tls.caFingerprint",
          null,
          "SHA-256 fingerprints of CA certificates, comma-separated, each of 64 hex digits with or"
              + " without colons",
          text -> parseFingerprints(text).stream().allMatch(one -> SHA_256.matcher(one).matches()));
  static final Option<Path> TRUST_STORE_FILE = Option.file("tls.trustStoreFile");
  static final Option<String> TRUST_STORE_PASSWORD = Option.secret("tls.trustStorePassword");
  static final Option<Path> TRUST_STORE_PASSWORD_FILE = Option.file("tls.trustStorePasswordFile");
  static final Option<Path> CERTIFICATE_FILE = Option.file("tls.certificateFile");
  static final Option<Path> KEY_FILE = Option.file("tls.keyFile");
  static final Option<String> KEY_PASSWORD = Option.secret("tls.keyPassword");
  static final Option<Path> KEY_PASSWORD_FILE = Option.file("tls.keyPasswordFile");
  static final Option<String> VERIFY_HOSTNAME =
      Option.text(
          "tls.verifyHostname",
          VERIFIES,
          "true, or accept-any-name: then a server may show the certificate of any other host, as"
              + " long as a trusted authority signed it",
          text -> text.equals(VERIFIES) || text.equals(ACCEPTS_ANY_NAME));

  public TlsConfig {
    caFingerprints = List.copyOf(caFingerprints);
    if (!caFingerprints.isEmpty()) {
      CA_FINGERPRINT.check(String.join(",", caFingerprints));
    }
    if ((certificateFile == null) != (keyFile == null)) {
      throw new ConfigException(
          "options tls.certificateFile, tls.keyFile: both must be set, or none");
    }
    if (keyPassword != null && keyFile == null) {
      throw new ConfigException("options tls.keyPassword, tls.keyPasswordFile: need tls.keyFile");
    }
    if (trustStorePassword != null && trustStoreFile == null) {
      throw new ConfigException(
          "options tls.trustStorePassword, tls.trustStorePasswordFile: need tls.trustStoreFile");
    }
  }

  static TlsConfig from(OptionValues values) {
    String fingerprints = values.find(CA_FINGERPRINT);
    return new TlsConfig(
        values.find(CA_FILE),
        fingerprints == null ? List.of() : parseFingerprints(fingerprints),
        values.find(TRUST_STORE_FILE),
        Passphrase.from(values, TRUST_STORE_PASSWORD, TRUST_STORE_PASSWORD_FILE),
        values.find(CERTIFICATE_FILE),
        values.find(KEY_FILE),
        Passphrase.from(values, KEY_PASSWORD, KEY_PASSWORD_FILE),
        values.get(VERIFY_HOSTNAME).equals(VERIFIES));
  }

  /** Whether a user has set anything. */
  boolean isSet() {
    return hasAnchorFiles()
        || !caFingerprints.isEmpty()
        || certificateFile != null
        || !verifyHostname;
  }

  /** Whether anchors come from files, not from the JVM. */
  public boolean hasAnchorFiles() {
    return caFile != null || trustStoreFile != null;
  }

  private static List<String> parseFingerprints(String text) {
    List<String> fingerprints = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      fingerprints.add(one.strip().replace(":", "").toLowerCase(Locale.ROOT));
    }
    return fingerprints;
  }
}
