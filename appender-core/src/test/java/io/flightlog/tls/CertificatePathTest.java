package io.flightlog.tls;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.tls.CertificateAuthority;
import io.flightlog.testkit.tls.CertificateAuthority.Request;
import io.flightlog.testkit.tls.Issued;
import io.flightlog.testkit.tls.KeyKind;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that a socket would show no better. */
class CertificatePathTest {
  private static final CertificateAuthority CA = CertificateAuthority.root("One CA");
  private static final Instant PAST = Instant.parse("2024-05-06T07:08:09Z");

  @Test
  void aLeafVouchesForNobody() {
    Issued leaf = CA.issue("leaf");
    Issued below = leaf.issue(new Request("below").names("localhost"));
    assertEquals(
        "the certificates of the server make no valid path",
        refusal(below, CA.certificate()).split(":", -1)[0]);
    assertEquals(
        "the trusted \"CN=leaf\" is no authority (CA)", refusal(below.with(), leaf.certificate()));
  }

  @Test
  void anAuthorityThatHasExpiredVouchesForNobody() {
    Issued root =
        CertificateAuthority.selfSigned(
            new Request("Old CA").authority().valid(Instant.EPOCH, PAST));
    Issued leaf = root.issue(new Request("leaf")).with();
    assertEquals(
        "the certificate of the authority \"CN=Old CA\" expired on 2024-05-06T07:08:09Z",
        refusal(leaf, root.certificate()));
  }

  @Test
  void aWeakAuthorityVouchesForNobody() {
    CertificateAuthority weak = CertificateAuthority.root("Weak CA", KeyKind.RSA_1024);
    assertEquals(
        "the certificate of the authority \"CN=Weak CA\" is refused: its key is too weak: RSA 1024,"
            + " at least 2048",
        refusal(weak.issue("leaf"), weak.certificate()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA1", "MD5"})
  void aSignatureOverAWeakDigestProvesNothing(String digest) {
    CertificateAuthority ca = CertificateAuthority.root("RSA CA", KeyKind.RSA_2048);
    Issued leaf = ca.issue(new Request("leaf").digest(digest));
    assertEquals(
        "the certificate is refused: its signature is too weak: "
            + digest
            + "withRSA, at least SHA-256",
        refusal(leaf, ca.certificate()));
  }

  @Test
  void theSignatureOfAnAnchorProvesNothingAnyway() {
    Issued root =
        CertificateAuthority.selfSigned(
            new Request("Old CA").authority().key(KeyKind.RSA_2048).digest("SHA1"));
    assertDoesNotThrow(() -> check(root.issue(new Request("leaf")).with(), root.certificate()));
  }

  @Test
  void whatWasTrustedByNameMustBeGoodAllTheSame() {
    Issued expired = CertificateAuthority.selfSigned(new Request("x").valid(Instant.EPOCH, PAST));
    assertEquals(
        "the certificate expired on 2024-05-06T07:08:09Z", refusal(expired, expired.certificate()));
  }

  @Test
  void otherCertificatesThatAServerSendsDoNoHarm() {
    CertificateAuthority other = CertificateAuthority.root("Other CA");
    Issued chatty =
        CA.issue("leaf").with(other.certificate(), CA.certificate(), other.certificate());
    assertDoesNotThrow(() -> check(chatty, CA.certificate()));
  }

  @Test
  void namesAreMadePrintable() {
    Issued evil = CertificateAuthority.selfSigned(new Request("a\\0Ab\\1B[2J" + "x".repeat(50)));
    String refusal = refusal(evil, CA.certificate());
    assertTrue(refusal.chars().noneMatch(Character::isISOControl), refusal);
    assertTrue(refusal.length() < 400, refusal);
  }

  @Test
  void aConnectionThatIsNotToLookAtTheNameIsRefused() throws Exception {
    Issued leaf = CA.issue("leaf");
    ServerTrust trust = ServerTrust.of(Anchors.fixed(List.of(CA.certificate())), true);
    SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 9200);
    X509Certificate[] chain = leaf.chain().toArray(new X509Certificate[0]);
    String refusal =
        assertThrows(
                CertificateException.class, () -> trust.checkServerTrusted(chain, "EC", engine))
            .getMessage();
    assertEquals("the connection was not prepared to verify the host's name", refusal);
    assertThrows(CertificateException.class, () -> trust.checkServerTrusted(chain, "EC"));
    assertThrows(CertificateException.class, () -> trust.checkClientTrusted(chain, "EC"));
  }

  @Test
  void theFingerprintOfALeafIsNoneOfAnAuthority() {
    Issued leaf = CA.issue("leaf");
    String own = leaf.fingerprint().replace(":", "").toLowerCase(Locale.ROOT);
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> Anchors.pinned(List.of(own), List.of()).of(leaf.chain()));
    assertTrue(refused.getMessage().startsWith("tls.caFingerprint is that of the server's own"));
  }

  private static void check(Issued shown, X509Certificate anchor) throws RefusedException {
    new CertificatePath(shown.chain(), List.of(anchor)).check();
  }

  private static String refusal(Issued shown, X509Certificate anchor) {
    return assertThrows(RefusedException.class, () -> check(shown, anchor)).getMessage();
  }
}
