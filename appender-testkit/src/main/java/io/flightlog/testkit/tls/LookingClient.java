package io.flightlog.testkit.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A client that looks at a test's own server and takes whatever certificate it shows, a bad one
 * too: that is what it is to see. Immutable.
 */
public final class LookingClient {

  private final SSLContext context;

  public LookingClient(Issued identity) {
    try {
      context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new OneKey(identity)}, new TrustManager[] {new Anything()}, null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public SSLContext context() {
    return context;
  }

  /**
   * Whether the server on that loopback port shows that certificate; not while it has it with
   * another one's key.
   */
  public boolean isShown(X509Certificate certificate, int port) {
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.startHandshake();
      return certificate.equals(socket.getSession().getPeerCertificates()[0]);
    } catch (IOException e) {
      return false;
    }
  }

  /** Extended, so that nobody looks at the host's name either. */
  private static final class Anything extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
