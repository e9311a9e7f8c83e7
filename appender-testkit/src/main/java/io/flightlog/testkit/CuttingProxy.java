package io.flightlog.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Between an application and its server on loopback: passes bytes both ways, and cuts connections
 * where a test wants it. What the server received before a cut it may execute; the application
 * cannot know. Cuts are consumed in the order in which they were asked for, one connection each.
 * Thread-safe.
 */
public final class CuttingProxy implements AutoCloseable {

  private static final int BUFFER_BYTES = 8 << 10;

  /** A connection is cut when it has carried that many bytes. */
  private record Cut(boolean ofAnswers, long afterBytes) {}

  private final URI target;
  private final ServerSocket listener;
  private final Queue<Cut> cuts = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private CuttingProxy(URI target, ServerSocket listener) {
    this.target = target;
    this.listener = listener;
  }

  /** A proxy that passes everything until told otherwise. */
  public static CuttingProxy before(URI target) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      CuttingProxy proxy = new CuttingProxy(target, listener);
      daemon("accept", proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** The next request that sends more than that many bytes ends there, and gets no answer. */
  public void cutNextRequestAfter(long bytes) {
    cuts.add(new Cut(false, bytes));
  }

  /** The next answer is thrown away, and its connection with it: its request was executed. */
  public void cutNextAnswer() {
    cuts.add(new Cut(true, 0));
  }

  /** Forgets the cuts that have not happened yet. */
  public void cutNoMore() {
    cuts.clear();
  }

  /** How many cuts have not happened yet. */
  public int pendingCuts() {
    return cuts.size();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        connect(listener.accept());
      } catch (IOException e) {
        // closed: the loop ends
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket server = new Socket(target.getHost(), target.getPort());
      open.add(client);
      open.add(server);
      AtomicLong sent = new AtomicLong();
      daemon("requests", () -> pump(client, server, false, sent));
      daemon("answers", () -> pump(server, client, true, sent));
    } catch (IOException e) {
      client.close();
    }
  }

  /**
   * Passes bytes one way until either side ends, or a cut does.
   *
   * @param sent bytes of the request that is under way; an answer sets it back
   */
  private void pump(Socket from, Socket to, boolean answers, AtomicLong sent) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n; (n = in.read(buffer)) >= 0; ) {
        long carried = answers ? n : sent.addAndGet(n);
        if (isCut(answers, carried)) {
          return;
        }
        if (answers) {
          sent.set(0);
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      // the other side has gone
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private boolean isCut(boolean answers, long carried) {
    Cut next = cuts.peek();
    return next != null
        && next.ofAnswers() == answers
        && carried > next.afterBytes()
        && cuts.remove(next);
  }

  private static void daemon(String what, Runnable work) {
    Thread thread = new Thread(work, "cutting-proxy-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
