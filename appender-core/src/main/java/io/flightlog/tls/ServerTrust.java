package io.flightlog.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Judges a server's certificates within the handshake, before anything else is sent. First by our
 * rules, which say in words what is wrong; then by the JVM's, which add the purpose of the
 * certificate, its own list of disabled algorithms, and, as the engine's endpoint identification
 * demands, the host's name. Both must accept. Never asked to judge a client, nor outside of an
 * {@link SSLEngine}: refuses. Any thread.
 */
final class ServerTrust extends X509ExtendedTrustManager {
  /** The engine's word for it (RFC 2818). */
  static final String BY_NAME = "HTTPS";

  private final Anchors anchors;
  private final boolean verifiesHostname;
  private final @Nullable X509ExtendedTrustManager jvm;

  private ServerTrust(
      Anchors anchors, boolean verifiesHostname, @Nullable X509ExtendedTrustManager jvm) {
    this.anchors = anchors;
    this.verifiesHostname = verifiesHostname;
    this.jvm = jvm;
  }

  /**
   * @param verifiesHostname whether an engine that does not look at the name is refused
   */
  static ServerTrust of(Anchors anchors, boolean verifiesHostname) {
    return new ServerTrust(anchors, verifiesHostname, null);
  }

  /** The authorities that the JVM trusts. */
  static ServerTrust ofJvm(boolean verifiesHostname) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    X509TrustManager found = first(factory, X509TrustManager.class);
    return new ServerTrust(
        Anchors.fixed(List.of(found.getAcceptedIssuers())),
        verifiesHostname,
        found instanceof X509ExtendedTrustManager extended ? extended : null);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    boolean looksAtName =
        BY_NAME.equals(engine.getSSLParameters().getEndpointIdentificationAlgorithm());
    if (verifiesHostname != looksAtName) {
      throw new RefusedException("the connection was not prepared to verify the host's name");
    }
    List<X509Certificate> sent = List.of(chain);
    Collection<X509Certificate> trusted = anchors.of(sent);
    new CertificatePath(sent, trusted).check();
    try {
      X509ExtendedTrustManager judge = jvm == null ? judge(trusted) : jvm;
      judge.checkServerTrusted(chain, authType, engine);
    } catch (CertificateException refused) {
      throw explain(refused, chain[0], engine);
    } catch (GeneralSecurityException unusable) {
      throw new RefusedException(
          "the JVM cannot judge the certificate: " + Words.message(unusable), unusable);
    }
  }

  private static X509ExtendedTrustManager judge(Collection<X509Certificate> trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(
        new CertPathTrustManagerParameters(
            CertificatePath.parameters(trusted, new X509CertSelector())));
    return first(factory, X509ExtendedTrustManager.class);
  }

  private static <T> T first(TrustManagerFactory factory, Class<T> kind)
      throws GeneralSecurityException {
    for (TrustManager manager : factory.getTrustManagers()) {
      if (kind.isInstance(manager)) {
        return kind.cast(manager);
      }
    }
    throw new GeneralSecurityException("no " + kind.getSimpleName() + " in this JVM");
  }

  /** Only a name that does not match comes as this very class; all else is of a subclass. */
  private RefusedException explain(
      CertificateException refused, X509Certificate leaf, SSLEngine engine) {
    boolean isName = verifiesHostname && refused.getClass() == CertificateException.class;
    return new RefusedException(
        isName
            ? "the certificate is for "
                + Words.names(leaf)
                + ", not for host "
                + Words.printable(String.valueOf(engine.getPeerHost()))
            : "the JVM refuses the certificate: " + Words.message(refused),
        refused);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("not without the connection's engine");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("not without the connection's engine");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
