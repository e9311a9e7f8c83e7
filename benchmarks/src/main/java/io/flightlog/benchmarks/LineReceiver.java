package io.flightlog.benchmarks;

import io.flightlog.testkit.SequenceOracle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Reads documents a line each from TCP connections, and finds each one's sequence. */
final class LineReceiver implements Receiver {
  private static final int BACKLOG = 16;
  private static final String SENDER = "tcp";

  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final SequenceOracle sequences = new SequenceOracle();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();

  private ServerSocket socket;
  private Thread acceptor;
  private volatile @Nullable Fault fault;

  private LineReceiver(ServerSocket socket) {
    this.socket = socket;
    this.acceptor = daemon("lines-accept", () -> accept(socket));
  }

  static LineReceiver open() {
    try {
      return new LineReceiver(listen(0));
    } catch (IOException e) {
      throw new UncheckedIOException("no port to listen on", e);
    }
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    return socket;
  }

  @Override
  public synchronized int port() {
    return socket.getLocalPort();
  }

  @Override
  public SequenceOracle sequences() {
    return sequences;
  }

  @Override
  public long wireBytes() {
    return bytes.get();
  }

  @Override
  public long unknown() {
    return unknown.get();
  }

  @Override
  public synchronized void suffer(Fault kind) {
    fault = kind;
    if (kind == Fault.DOWN) {
      close();
    }
    if (kind != Fault.SLOW) {
      clients.forEach(LineReceiver::cut);
    }
  }

  @Override
  public synchronized void recover() {
    fault = null;
    if (socket.isClosed()) {
      try {
        ServerSocket again = listen(socket.getLocalPort());
        socket = again;
        acceptor = daemon("lines-accept", () -> accept(again));
      } catch (IOException e) {
        throw new UncheckedIOException("the port is taken", e);
      }
    }
  }

  /** Waits for the thread that accepts: as long as it is in accept, the kernel keeps the port. */
  @Override
  public synchronized void close() {
    try {
      socket.close();
      acceptor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the listening socket", e);
    }
  }

  private static void cut(Socket client) {
    try {
      client.close();
    } catch (IOException e) {
      // closed enough
    }
  }

  private void accept(ServerSocket listening) {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        clients.add(client);
        if (fault == Fault.DOWN || fault == Fault.UNAVAILABLE) {
          cut(client);
        }
        daemon("lines-connection", () -> serve(client));
      } catch (IOException closed) {
        // the loop ends
      }
    }
  }

  private void serve(Socket client) {
    LineScanner lines = new LineScanner(this::arrived);
    try (client;
        InputStream in = client.getInputStream()) {
      for (int read; (read = lines.readFrom(in)) >= 0; ) {
        bytes.addAndGet(read);
        if (fault == Fault.SLOW) {
          LockSupport.parkNanos(Fault.DELAY.toNanos());
        }
      }
    } catch (IOException gone) {
      // what was cut off is missing, which is what is counted
    } finally {
      clients.remove(client);
    }
  }

  private void arrived(long sequence) {
    if (sequence < 0) {
      unknown.incrementAndGet();
    } else {
      sequences.record(SENDER, sequence);
    }
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
