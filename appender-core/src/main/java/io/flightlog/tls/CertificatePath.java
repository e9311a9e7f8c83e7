package io.flightlog.tls;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server's certificates lead to an anchor: path building and validation (RFC 5280) by the
 * JVM, with {@link Strength} and without revocation. Of an anchor itself the dates, the key and,
 * where it signs others, that it is an authority are checked too. Immutable; one handshake.
 */
final class CertificatePath {
  private static final int LONGEST = 16;

  private final List<X509Certificate> chain;
  private final X509Certificate leaf;
  private final Collection<X509Certificate> anchors;
  private final Instant now = Instant.now();

  /**
   * @param chain as the server sent it, its own certificate first
   * @param anchors that may be at the path's end
   */
  CertificatePath(List<X509Certificate> chain, Collection<X509Certificate> anchors) {
    this.chain = chain;
    this.leaf = chain.get(0);
    this.anchors = anchors;
  }

  /** The anchors that are good for something now, for the JVM's own judgement. */
  static PKIXBuilderParameters parameters(
      Collection<X509Certificate> anchors, X509CertSelector target)
      throws GeneralSecurityException {
    Set<TrustAnchor> trusted = new HashSet<>();
    anchors.forEach(anchor -> trusted.add(new TrustAnchor(anchor, null)));
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(trusted, target);
    parameters.setRevocationEnabled(false);
    parameters.addCertPathChecker(new Strength());
    return parameters;
  }

  /**
   * @throws RefusedException with the reason
   */
  void check() throws RefusedException {
    if (anchors.contains(leaf)) {
      refuseFor(fault(leaf, true)); // a self-signed one that was trusted by name
      return;
    }
    List<X509Certificate> usable =
        anchors.stream().filter(anchor -> fault(anchor, true) == null && signs(anchor)).toList();
    try {
      X509CertSelector target = new X509CertSelector();
      target.setCertificate(leaf);
      PKIXBuilderParameters parameters = parameters(usable, target);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
      CertPathBuilder.getInstance("PKIX").build(parameters);
    } catch (GeneralSecurityException failure) {
      refuseFor(whyNot());
      throw new RefusedException(
          "the certificates of the server make no valid path: " + reason(failure), failure);
    }
  }

  private static void refuseFor(@Nullable String reason) throws RefusedException {
    if (reason != null) {
      throw new RefusedException(reason);
    }
  }

  /** Walks from the server's certificate up, to say what a person would find. */
  private @Nullable String whyNot() {
    Set<X509Certificate> walked = new LinkedHashSet<>();
    X509Certificate last = leaf;
    for (X509Certificate next = leaf;
        next != null && walked.size() < LONGEST && walked.add(next);
        next = issuer(next)) {
      last = next;
    }
    if (!anchors.contains(last)) {
      return unknown(last);
    }
    for (X509Certificate certificate : walked) {
      String fault = fault(certificate, certificate.equals(last));
      if (fault != null) {
        return fault;
      }
    }
    return signs(last) ? null : "the trusted " + Words.subject(last) + " is no authority (CA)";
  }

  private @Nullable X509Certificate issuer(X509Certificate of) {
    for (X509Certificate candidate : candidates()) {
      if (isNamedIssuer(candidate, of) && hasSigned(candidate, of)) {
        return candidate;
      }
    }
    return null;
  }

  private List<X509Certificate> candidates() {
    List<X509Certificate> all = new ArrayList<>(anchors);
    all.addAll(chain);
    return all;
  }

  private String unknown(X509Certificate top) {
    boolean selfSigned = isNamedIssuer(top, top) && hasSigned(top, top);
    if (selfSigned && top.equals(leaf)) {
      return "the certificate is self-signed, and nobody trusted vouches for it: "
          + shownWithFingerprint(top);
    }
    if (selfSigned) {
      return "the certificate is signed by an unknown authority " + shownWithFingerprint(top);
    }
    boolean isForged = candidates().stream().anyMatch(candidate -> isNamedIssuer(candidate, top));
    return isForged
        ? "the certificate names " + Words.issuer(top) + " as its issuer, but that did not sign it"
        : "the certificate is signed by an unknown authority "
            + Words.issuer(top)
            + ", whose certificate the server does not send";
  }

  private static String shownWithFingerprint(X509Certificate certificate) {
    return Words.subject(certificate) + " (SHA-256 " + Words.fingerprint(certificate) + ")";
  }

  /** What is wrong with one certificate, seen by itself. */
  private @Nullable String fault(X509Certificate certificate, boolean isAnchor) {
    String which =
        certificate.equals(leaf)
            ? "the certificate"
            : "the certificate of the authority " + Words.subject(certificate);
    Instant from = certificate.getNotBefore().toInstant();
    Instant to = certificate.getNotAfter().toInstant();
    if (now.isAfter(to)) {
      return which + " expired on " + Words.day(to);
    }
    if (now.isBefore(from)) {
      return which + " is not valid before " + Words.day(from);
    }
    String weakness =
        isAnchor ? Strength.weakness(certificate.getPublicKey()) : Strength.weakness(certificate);
    return weakness == null ? null : which + " is refused: " + weakness;
  }

  /** Certificates of version 1 cannot say. */
  private static boolean signs(X509Certificate anchor) {
    return anchor.getVersion() < 3 || anchor.getBasicConstraints() >= 0;
  }

  private static boolean isNamedIssuer(X509Certificate candidate, X509Certificate of) {
    return candidate.getSubjectX500Principal().equals(of.getIssuerX500Principal());
  }

  private static boolean hasSigned(X509Certificate candidate, X509Certificate of) {
    try {
      of.verify(candidate.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException another) {
      return false;
    }
  }

  private static String reason(GeneralSecurityException failure) {
    Throwable cause = failure instanceof CertPathBuilderException ? failure.getCause() : failure;
    return Words.message(cause instanceof GeneralSecurityException inner ? inner : failure);
  }
}
