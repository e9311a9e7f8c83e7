package io.flightlog.benchmarks;

import io.flightlog.testkit.SequenceOracle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Reads documents a line each from TCP connections, and finds each one's sequence. */
final class LineReceiver implements Receiver {
  private static final int BACKLOG = 16;
  private static final String SENDER = "tcp";

  private final ServerSocket socket;
  private final SequenceOracle sequences = new SequenceOracle();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();

  private LineReceiver(ServerSocket socket) {
    this.socket = socket;
  }

  static LineReceiver open() {
    try {
      LineReceiver receiver =
          new LineReceiver(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
      daemon("lines-accept", receiver::accept);
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException("no port to listen on", e);
    }
  }

  @Override
  public int port() {
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
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the listening socket", e);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
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
      }
    } catch (IOException gone) {
      // what was cut off is missing, which is what is counted
    }
  }

  private void arrived(long sequence) {
    if (sequence < 0) {
      unknown.incrementAndGet();
    } else {
      sequences.record(SENDER, sequence);
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
