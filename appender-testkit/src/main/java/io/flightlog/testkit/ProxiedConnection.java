package io.flightlog.testkit;

import io.flightlog.testkit.Fault.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One connection through a {@link FaultProxy}: a thread reads requests, one reads answers, one
 * hands answers on when they are due. Each asks for the fault of the moment at every chunk, so a
 * fault meets connections that are open. The server is connected to when there is something to
 * forward, so a fault that forwards nothing needs none. A connection that bytes were taken from
 * cannot be healed: it ends with the fault.
 */
final class ProxiedConnection {

  private static final int BUFFER_BYTES = 8 << 10;
  private static final byte[] GARBAGE =
      "\u0000\u0015 no protocol speaks like this\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

  private final FaultProxy proxy;
  private final Socket client;
  private final Object clientOutput = new Object();
  private final LateChunks answers = new LateChunks();
  private final Way toServer = new Way(false);
  private final Way toClient = new Way(true);
  private volatile @Nullable Socket server;
  private final AtomicLong requestBytes = new AtomicLong(); // since the last answer
  private volatile boolean damaged;
  private volatile boolean garbled;
  private volatile boolean closed;

  ProxiedConnection(FaultProxy proxy, Socket client) {
    this.proxy = proxy;
    this.client = client;
  }

  void start() {
    proxy.daemon("requests", this::readRequests);
  }

  /** The proxy was told something new. */
  void faultChanged() {
    answers.lift();
    if (damaged || proxy.fault().is(Kind.REFUSE)) {
      close();
    }
  }

  /** Ends both sides and all threads; may be called by any thread, and again. */
  void close() {
    closed = true;
    proxy.forget(this);
    answers.abort();
    closeQuietly(client);
    closeQuietly(server);
  }

  private void readRequests() {
    try (client) {
      InputStream in = client.getInputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n; (n = in.read(buffer)) >= 0; ) {
        if (proxy.isCut(false, requestBytes.addAndGet(n)) || !toServer.carry(buffer, n)) {
          return;
        }
      }
    } catch (IOException e) {
      // either side has gone
    } finally {
      close();
    }
  }

  private void readAnswers(Socket from) {
    try {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n; (n = in.read(buffer)) >= 0; ) {
        if (proxy.isCut(true, n)) {
          close();
          return;
        }
        requestBytes.set(0);
        answers.put(buffer, n, proxy.fault().delay());
      }
    } catch (IOException e) {
      // the server has gone
    } finally {
      answers.end();
    }
  }

  private void writeAnswers() {
    try {
      for (byte[] chunk; (chunk = answers.take()) != null; ) {
        if (!toClient.carry(chunk, chunk.length)) {
          close();
        }
      }
      serverEnded();
    } catch (IOException e) {
      close(); // the client has gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A black hole hides that, too; and garbage may still be on its way. */
  private void serverEnded() {
    Fault fault = proxy.fault();
    if (fault.is(Kind.BLACK_HOLE)) {
      damaged = true;
    }
    boolean hidden = garbled || (fault.is(Kind.BLACK_HOLE) && proxy.fault() == fault);
    if (!hidden) {
      close();
    }
  }

  /** One direction, used by one thread. */
  private final class Way {
    private final boolean ofAnswers;
    private @Nullable Fault under;
    private long carried;

    Way(boolean ofAnswers) {
      this.ofAnswers = ofAnswers;
    }

    /** False when the connection is to end. */
    boolean carry(byte[] bytes, int length) throws IOException {
      Fault fault = proxy.fault();
      if (fault != under) {
        under = fault;
        carried = 0;
      }
      if (garbled) {
        return true;
      }
      switch (fault.kind()) {
        case REFUSE -> {
          return false;
        }
        case BLACK_HOLE -> {
          damaged = true;
          // told something new in between: faultChanged did not see the damage
          return proxy.fault() == fault;
        }
        case RESET -> {
          client.setSoLinger(true, 0);
          return false;
        }
        case GARBAGE -> {
          garble();
          return proxy.fault() == fault;
        }
        default -> {
          return !damaged && forward(fault, bytes, length);
        }
      }
    }

    private boolean forward(Fault fault, byte[] bytes, int length) throws IOException {
      boolean last = fault.cuts(ofAnswers) && carried + length >= fault.bytes();
      int some = last ? (int) (fault.bytes() - carried) : length;
      carried += some;
      if (ofAnswers) {
        synchronized (clientOutput) {
          client.getOutputStream().write(bytes, 0, some);
        }
      } else {
        server().getOutputStream().write(bytes, 0, some);
      }
      return !last;
    }
  }

  /** The client is read to its end, as a reset would take the garbage from it again. */
  private void garble() throws IOException {
    synchronized (clientOutput) {
      if (!garbled) {
        garbled = true;
        damaged = true;
        client.getOutputStream().write(GARBAGE);
        client.shutdownOutput();
      }
    }
  }

  /** Connects at the first call; requests' thread only. */
  private Socket server() throws IOException {
    Socket connected = server;
    if (connected == null) {
      URI target = proxy.target();
      connected = new Socket(target.getHost(), target.getPort());
      connected.setTcpNoDelay(true);
      server = connected;
      if (closed) {
        connected.close();
      }
      Socket from = connected;
      proxy.daemon("answers", () -> readAnswers(from));
      proxy.daemon("late-answers", this::writeAnswers);
    }
    return connected;
  }

  private static void closeQuietly(@Nullable Socket socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // closed enough
    }
  }
}
