package io.flightlog.ship;

import io.flightlog.tls.TlsContext;
import io.flightlog.tls.TlsSource;
import java.net.SocketAddress;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;

/**
 * Opens each connection with the TLS that is in force now, and has none go on that was opened with
 * another. Not built upon HttpClient's own strategy: asked to leave the host's name to the JVM's
 * engine, which looks at it within the handshake, version 5.6.3 tells the engine nothing, and
 * nobody looks. The client's I/O thread.
 */
final class RotatingTls implements TlsStrategy, ConnectionReuseStrategy {
  private static final String CONTEXT = "flightlog.tls";

  private final TlsSource source;

  RotatingTls(TlsSource source) {
    this.source = source;
  }

  @Override
  public void upgrade(
      TransportSecurityLayer connection,
      NamedEndpoint endpoint,
      Object attachment,
      Timeout handshakeTimeout,
      FutureCallback<TransportSecurityLayer> callback) {
    TlsContext context = source.current();
    if (context == null) {
      throw new IllegalStateException("no exchange begins before there is TLS");
    }
    connection.startTls(
        context.ssl(),
        endpoint,
        SSLBufferMode.STATIC,
        (host, engine) -> context.prepare(engine),
        (host, engine) -> {
          engine.getSession().putValue(CONTEXT, context);
          return null; // what was negotiated is read from the engine
        },
        handshakeTimeout,
        callback);
  }

  @Override
  @Deprecated
  public boolean upgrade(
      TransportSecurityLayer connection,
      HttpHost host,
      SocketAddress localAddress,
      SocketAddress remoteAddress,
      Object attachment,
      Timeout handshakeTimeout) {
    throw new UnsupportedOperationException("the other one is called");
  }

  @Override
  public boolean keepAlive(HttpRequest request, HttpResponse response, HttpContext context) {
    SSLSession session = HttpCoreContext.cast(context).getSSLSession();
    boolean isCurrent = session == null || session.getValue(CONTEXT) == source.current();
    return isCurrent
        && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
  }
}
