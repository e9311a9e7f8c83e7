package io.flightlog.testkit.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.OutputEncryptor;

/**
 * A certificate, its key, and those above it as they should be sent: what a server or a client has,
 * in the forms that files have. Immutable.
 *
 * @param certificate of the key
 * @param above certificates to send after it, the issuer's first
 */
public record Issued(PrivateKey key, X509Certificate certificate, List<X509Certificate> above) {

  public Issued {
    above = List.copyOf(above);
  }

  /** The same key and certificate, sent with others after it, whether they belong to it or not. */
  public Issued with(X509Certificate... others) {
    return new Issued(key, certificate, List.of(others));
  }

  /** What its key has signed, whether it may sign or not. */
  public Issued issue(CertificateAuthority.Request request) {
    return CertificateAuthority.signed(request, this, chain());
  }

  /** All that is to be sent. */
  public List<X509Certificate> chain() {
    List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
    chain.addAll(above);
    return chain;
  }

  /** The chain in PEM. */
  public String pem() {
    return pem(chain());
  }

  /** The key in PEM, PKCS#8. */
  public String keyPem() {
    return encoded("PRIVATE KEY", key.getEncoded());
  }

  /** The key in PEM, PKCS#8 encrypted as openssl does by default. */
  public String encryptedKeyPem(String password) {
    try {
      OutputEncryptor encryptor =
          new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
              .setPRF(PKCS8Generator.PRF_HMACSHA256)
              .setProvider(new BouncyCastleProvider())
              .setPassword(password.toCharArray())
              .build();
      byte[] encrypted = new JcaPKCS8Generator(key, encryptor).generate().getContent();
      return encoded("ENCRYPTED PRIVATE KEY", encrypted);
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("cannot encrypt a key", e);
    }
  }

  /** As Elasticsearch prints it: SHA-256, upper case, with colons. */
  public String fingerprint() {
    return fingerprint(certificate);
  }

  public static String fingerprint(X509Certificate of) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(of.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String pem(List<X509Certificate> certificates) {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : certificates) {
        text.append(encoded("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  static String encoded(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
