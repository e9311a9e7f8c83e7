package io.flightlog.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS in front of a server that has none, with the JDK's own implementation: every connection is
 * opened as {@link #is} or {@link #isInstead} said last, and what comes out of it goes to the
 * server behind. Counts the bytes that a client said after its handshake, so that a test can tell
 * that nothing was said. On one loopback port, until it is closed. Thread-safe.
 */
public final class TlsFront implements AutoCloseable {

  /** What is done with a connection in place of TLS. */
  @FunctionalInterface
  public interface Behaviour {
    /** Serves it to its end; the connection is closed afterwards. */
    void serve(Socket connection) throws IOException;
  }

  private static final int BUFFER = 1 << 14;

  private final URI behind;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytesSaid = new AtomicLong();
  private final AtomicInteger handshakes = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final List<String> clients = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = connection -> {};

  /** In front of a plain HTTP server; refuses until it is told who it is. */
  public TlsFront(URI behind) {
    this.behind = behind;
    try {
      listening = new ServerSocket();
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  public URI url() {
    return URI.create("https://localhost:" + listening.getLocalPort());
  }

  /** From now on it shows this certificate, and asks for none. */
  public TlsFront is(Issued identity) {
    return is(identity, null);
  }

  /** From now on it shows this certificate, and demands one that this authority signed. */
  public TlsFront is(Issued identity, @Nullable X509Certificate ofClients) {
    SSLContext context = context(identity, ofClients);
    behaviour = connection -> serve(connection, context, ofClients != null);
    return this;
  }

  /** From now on it does something else. */
  public TlsFront isInstead(Behaviour other) {
    behaviour = other;
    return this;
  }

  /** Bytes that came out of all connections after their handshakes. */
  public long bytesSaid() {
    return bytesSaid.get();
  }

  /** Connections that were opened, whatever came of them. */
  public int attempts() {
    return attempts.get();
  }

  /** Handshakes that succeeded. */
  public int handshakes() {
    return handshakes.get();
  }

  /** Subjects of the certificates that clients showed, in order. */
  public List<String> clients() {
    return clients;
  }

  /** Connections that are open now. */
  public int connections() {
    return open.size();
  }

  /** Cuts them all. */
  public void cut() {
    open.forEach(TlsFront::closeQuietly);
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      cut();
    }
  }

  /** Answers whatever comes as a plain HTTP server answers what is no HTTP. */
  public static void plainHttp(Socket connection) throws IOException {
    if (connection.getInputStream().read() >= 0) {
      connection
          .getOutputStream()
          .write(
              "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.ISO_8859_1));
      connection.getInputStream().skipNBytes(1); // leave the rest; the answer must get out
    }
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket connection = listening.accept();
        connection.setTcpNoDelay(true);
        attempts.incrementAndGet();
        daemon(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    open.add(connection);
    try (connection) {
      behaviour.serve(connection);
    } catch (IOException refused) {
      // by the client, which is what a test may want to see
    } finally {
      open.remove(connection);
    }
  }

  private void serve(Socket connection, SSLContext context, boolean demandsCertificate)
      throws IOException {
    try (SSLSocket secured =
            (SSLSocket) context.getSocketFactory().createSocket(connection, null, 0, false);
        Socket server = new Socket(behind.getHost(), behind.getPort())) {
      secured.setUseClientMode(false);
      secured.setNeedClientAuth(demandsCertificate);
      handshake(secured, connection);
      handshakes.incrementAndGet();
      rememberClient(secured);
      InputStream said = secured.getInputStream();
      daemon(() -> copyQuietly(server, secured));
      OutputStream out = server.getOutputStream();
      byte[] buffer = new byte[BUFFER];
      for (int length; (length = said.read(buffer)) >= 0; ) {
        bytesSaid.addAndGet(length);
        out.write(buffer, 0, length);
      }
    }
  }

  /**
   * A client that is refused may have said something already. Were that left unread, the end of the
   * connection would be a reset, which may overtake the alert that tells why.
   */
  private static void handshake(SSLSocket secured, Socket connection) throws IOException {
    try {
      secured.startHandshake();
    } catch (SSLException refused) {
      connection.shutdownOutput();
      connection.getInputStream().transferTo(OutputStream.nullOutputStream());
      throw refused;
    }
  }

  private void rememberClient(SSLSocket secured) {
    try {
      X509Certificate shown = (X509Certificate) secured.getSession().getPeerCertificates()[0];
      clients.add(shown.getSubjectX500Principal().getName());
    } catch (SSLPeerUnverifiedException nobody) {
      // not asked, so not shown
    }
  }

  private static void copyQuietly(Socket from, SSLSocket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // so has the other direction
    }
  }

  private static SSLContext context(Issued identity, @Nullable X509Certificate ofClients) {
    try {
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      // a server that asks nobody has no use for it, but a factory wants one
      trusted.setCertificateEntry(
          "clients", ofClients == null ? identity.certificate() : ofClients);
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {new OneKey(identity)}, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // closed enough
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "tls-front");
    thread.setDaemon(true);
    thread.start();
  }
}
