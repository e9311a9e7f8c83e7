package io.flightlog.tls;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** At whom a path may end: known beforehand, or found by fingerprint in a handshake. Immutable. */
interface Anchors {
  /**
   * @param chain as the server sent it
   * @throws RefusedException when there is none for this server
   */
  Collection<X509Certificate> of(List<X509Certificate> chain) throws RefusedException;

  static Anchors fixed(Collection<X509Certificate> certificates) {
    List<X509Certificate> all = List.copyOf(certificates);
    return chain -> all;
  }

  /**
   * Those certificates of authorities that have one of the fingerprints, whether the server sends
   * them or they are at hand. To have one is not to have signed anything: the path decides.
   */
  static Anchors pinned(List<String> fingerprints, Collection<X509Certificate> atHand) {
    List<byte[]> pins = fingerprints.stream().map(HexFormat.of()::parseHex).toList();
    return chain -> {
      List<X509Certificate> found = new ArrayList<>();
      boolean onlyNoAuthority = false;
      List<X509Certificate> candidates = new ArrayList<>(chain);
      candidates.addAll(atHand);
      for (X509Certificate candidate : candidates) {
        if (isPinned(candidate, pins)) {
          boolean isAuthority = candidate.getBasicConstraints() >= 0;
          onlyNoAuthority |= !isAuthority;
          if (isAuthority) {
            found.add(candidate);
          }
        }
      }
      if (found.isEmpty()) {
        throw new RefusedException(
            onlyNoAuthority ? notOfAuthority() : notFound(chain, !atHand.isEmpty()));
      }
      return found;
    };
  }

  private static boolean isPinned(X509Certificate candidate, List<byte[]> pins) {
    byte[] fingerprint = Words.sha256(candidate);
    boolean matches = false;
    for (byte[] pin : pins) {
      matches |= MessageDigest.isEqual(fingerprint, pin);
    }
    return matches;
  }

  private static String notOfAuthority() {
    return "tls.caFingerprint is that of the server's own certificate, which vouches for nothing:"
        + " give the fingerprint of the authority (CA) that signed it";
  }

  private static String notFound(List<X509Certificate> chain, boolean anyAtHand) {
    X509Certificate top = chain.get(chain.size() - 1);
    if (chain.size() == 1 && !anyAtHand) {
      return "the server sends its own certificate only, issued by "
          + Words.issuer(top)
          + ", and not that of tls.caFingerprint: set tls.caFile too";
    }
    return "no certificate has tls.caFingerprint; the last that the server sends is "
        + Words.subject(top)
        + " with "
        + Words.fingerprint(top);
  }
}
