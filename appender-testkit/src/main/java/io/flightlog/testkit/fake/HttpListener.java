package io.flightlog.testkit.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Accepts connections on one loopback port and serves each in a daemon thread of its own. Closing
 * it closes all of them; nothing listens on the port then.
 */
public final class HttpListener implements AutoCloseable {

  private static final AtomicLong COUNT = new AtomicLong();
  private static final int BACKLOG = 256;

  private final ServerSocket socket;
  private final Function<RecordedRequest, HttpReply> handler;
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicLong accepted = new AtomicLong();
  private final Thread acceptor;
  private volatile boolean closed;

  private HttpListener(ServerSocket socket, Function<RecordedRequest, HttpReply> handler) {
    this.socket = socket;
    this.handler = handler;
    this.acceptor = daemon("fake-accept-" + COUNT.incrementAndGet(), this::accept);
  }

  /** Listens at once. The handler is called by many threads. */
  public static HttpListener on(int port, Function<RecordedRequest, HttpReply> handler) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      HttpListener listener = new HttpListener(socket, handler);
      listener.acceptor.start();
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
    }
  }

  /** Connections accepted so far. */
  public long accepted() {
    return accepted.get();
  }

  /** Connections that are open now. */
  public int open() {
    return connections.size();
  }

  /** Waits for the thread that accepts: as long as it is in accept, the kernel keeps the port. */
  @Override
  public void close() {
    closed = true;
    try {
      socket.close();
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the listening socket", e);
    } finally {
      connections.forEach(HttpConnection::close);
    }
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = socket.accept();
        client.setTcpNoDelay(true);
        HttpConnection connection = new HttpConnection(client, handler);
        accepted.incrementAndGet();
        connections.add(connection);
        daemon("fake-connection-" + COUNT.incrementAndGet(), () -> serve(connection)).start();
      } catch (IOException e) {
        // the socket was closed, or the client was gone before we looked
      }
    }
  }

  private void serve(HttpConnection connection) {
    try {
      if (closed) {
        connection.close();
      }
      connection.serve();
    } finally {
      connections.remove(connection);
    }
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
