package io.flightlog.testkit.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority that signs whatever a test wants to see accepted or refused. What it issues carries
 * the certificates of the authorities below the topmost one, which is for trust stores. Any thread.
 */
public final class CertificateAuthority {

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Issued own;
  private final List<X509Certificate> sent;

  private CertificateAuthority(Issued own, List<X509Certificate> sent) {
    this.own = own;
    this.sent = sent;
  }

  /** One that nobody signed but itself. */
  public static CertificateAuthority root(String name) {
    return root(name, KeyKind.EC_256);
  }

  public static CertificateAuthority root(String name, KeyKind kind) {
    return new CertificateAuthority(selfSigned(new Request(name).authority().key(kind)), List.of());
  }

  /** One that this one vouches for. */
  public CertificateAuthority intermediate(String name) {
    Issued below = issue(new Request(name).authority());
    return new CertificateAuthority(below, below.chain());
  }

  /** For the usual hosts of a test, {@code localhost} and {@code 127.0.0.1}, for an hour. */
  public Issued issue(String name) {
    return issue(new Request(name).names("localhost", "127.0.0.1"));
  }

  public Issued issue(Request request) {
    return signed(request, own, sent);
  }

  /** Signed by its own key only. */
  public static Issued selfSigned(Request request) {
    KeyPair keys = request.kind.generate();
    return sign(
        request, keys, new X500Principal("CN=" + request.name), keys.getPrivate(), List.of());
  }

  /** Signed by whatever key, be it an authority's or not. */
  static Issued signed(Request request, Issued issuer, List<X509Certificate> above) {
    X500Principal name = issuer.certificate().getSubjectX500Principal();
    return sign(request, request.kind.generate(), name, issuer.key(), above);
  }

  public X509Certificate certificate() {
    return own.certificate();
  }

  /** Its own certificate, for a file of authorities. */
  public String pem() {
    return Issued.pem(List.of(own.certificate()));
  }

  public String fingerprint() {
    return own.fingerprint();
  }

  /** A PKCS#12 store of trusted certificates. */
  public static void writeTrustStore(Path file, String password, X509Certificate... trusted) {
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (X509Certificate certificate : trusted) {
        store.setCertificateEntry(Issued.fingerprint(certificate), certificate);
      }
      store.store(out, password.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Issued sign(
      Request request,
      KeyPair keys,
      X500Principal signer,
      PrivateKey signerKey,
      List<X509Certificate> above) {
    X500Principal subject = new X500Principal("CN=" + request.name);
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              signer,
              new BigInteger(64, RANDOM),
              Date.from(request.from),
              Date.from(request.to),
              subject,
              keys.getPublic());
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(request.authority));
      if (request.authority) {
        builder.addExtension(
            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      }
      if (!request.names.isEmpty()) {
        builder.addExtension(Extension.subjectAlternativeName, false, names(request.names));
      }
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder(signature(signerKey, request.digest))
                          .build(signerKey)));
      return new Issued(keys.getPrivate(), certificate, above);
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot issue " + request.name, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String signature(PrivateKey key, String digest) {
    return switch (key.getAlgorithm()) {
      case "EC" -> digest + "withECDSA";
      case "RSA" -> digest + "withRSA";
      default -> "Ed25519"; // has a digest of its own
    };
  }

  private static GeneralNames names(List<String> names) {
    List<GeneralName> all = new ArrayList<>();
    for (String name : names) {
      int type = ADDRESS.matcher(name).matches() ? GeneralName.iPAddress : GeneralName.dNSName;
      all.add(new GeneralName(type, name));
    }
    return new GeneralNames(all.toArray(new GeneralName[0]));
  }

  /** What a certificate is to say; good for an hour, unless said otherwise. Not thread-safe. */
  public static final class Request {
    private final String name;
    private final List<String> names = new ArrayList<>();
    private Instant from = Instant.now().minusSeconds(3600);
    private Instant to = Instant.now().plusSeconds(3600);
    private KeyKind kind = KeyKind.EC_256;
    private String digest = "SHA256";
    private boolean authority;

    public Request(String name) {
      this.name = name;
    }

    /** Hosts and addresses. */
    public Request names(String... all) {
      names.addAll(List.of(all));
      return this;
    }

    public Request valid(Instant begin, Instant end) {
      from = begin;
      to = end;
      return this;
    }

    public Request key(KeyKind ofKey) {
      kind = ofKey;
      return this;
    }

    /** What the signature is over, such as {@code SHA1}. */
    public Request digest(String algorithm) {
      digest = algorithm;
      return this;
    }

    /** May sign others. */
    public Request authority() {
      authority = true;
      return this;
    }
  }
}
