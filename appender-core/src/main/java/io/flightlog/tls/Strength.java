package io.flightlog.tls;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PSSParameterSpec;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keys and signatures that are too weak to prove anything, whatever the JVM's own properties allow:
 * RSA and DSA below 2048 bits, EC below 224, signatures over MD2, MD4, MD5 and SHA-1. As a checker
 * it sees every certificate of a path but the anchor, whose signature proves nothing anyway.
 */
final class Strength extends PKIXCertPathChecker {
  private static final int MIN_RSA_BITS = 2048;
  private static final int MIN_EC_BITS = 224;
  private static final Pattern WEAK_DIGEST = Pattern.compile("MD[245]|SHA-?1(?!\\d)");
  private static final String PSS = "RSASSA-PSS";

  /** What is too weak in a certificate that is no anchor, or null. */
  static @Nullable String weakness(X509Certificate certificate) {
    String ofKey = weakness(certificate.getPublicKey());
    if (ofKey != null) {
      return ofKey;
    }
    String digest = digestName(certificate).toUpperCase(Locale.ROOT);
    return WEAK_DIGEST.matcher(digest).find()
        ? "its signature is too weak: " + certificate.getSigAlgName() + ", at least SHA-256"
        : null;
  }

  /** What is too weak in a key, or null. */
  static @Nullable String weakness(PublicKey key) {
    if (key instanceof RSAKey rsa) {
      return weakness("RSA", rsa.getModulus().bitLength(), MIN_RSA_BITS);
    }
    if (key instanceof ECKey ec) {
      return weakness("EC", ec.getParams().getOrder().bitLength(), MIN_EC_BITS);
    }
    if (key instanceof DSAKey dsa && dsa.getParams() != null) {
      return weakness("DSA", dsa.getParams().getP().bitLength(), MIN_RSA_BITS);
    }
    return null;
  }

  private static @Nullable String weakness(String kind, int bits, int least) {
    return bits < least
        ? "its key is too weak: " + kind + " " + bits + ", at least " + least
        : null;
  }

  private static String digestName(X509Certificate certificate) {
    String name = certificate.getSigAlgName();
    byte[] parameters = certificate.getSigAlgParams();
    if (!name.equalsIgnoreCase(PSS)) {
      return name;
    }
    if (parameters == null) {
      return PSSParameterSpec.DEFAULT.getDigestAlgorithm();
    }
    try {
      AlgorithmParameters pss = AlgorithmParameters.getInstance(PSS);
      pss.init(parameters);
      return pss.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
    } catch (IOException | GeneralSecurityException unreadable) {
      return PSSParameterSpec.DEFAULT.getDigestAlgorithm();
    }
  }

  @Override
  public void init(boolean forward) {
    // each certificate is judged by itself
  }

  @Override
  public boolean isForwardCheckingSupported() {
    return true;
  }

  @Override
  public @Nullable Set<String> getSupportedExtensions() {
    return null;
  }

  @Override
  public void check(Certificate certificate, Collection<String> unresolved)
      throws CertPathValidatorException {
    String weakness = weakness((X509Certificate) certificate);
    if (weakness != null) {
      throw new CertPathValidatorException(weakness);
    }
  }
}
