package io.flightlog.testkit;

import io.flightlog.testkit.Fault.Kind;
import io.flightlog.testkit.server.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Between an application and its server on loopback: a network that fails as a test wants it. One
 * lasting fault at a time holds for all connections, open ones included, until another method is
 * called; {@link #pass} ends it. Beside it there are cuts of single requests and answers, consumed
 * in the order in which they were asked for, one connection each. What the server received before a
 * cut it may execute; the application cannot know. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

  private static final int BACKLOG = 256;

  /** A connection is cut when it has carried more than that many bytes. */
  private record Cut(boolean ofAnswers, long afterBytes) {}

  /** A port that is open, and the thread that accepts from it. */
  private record Listener(ServerSocket socket, Thread acceptor) {}

  private final URI target;
  private final int port = LoopbackPorts.free();
  private final Queue<Cut> cuts = new ConcurrentLinkedQueue<>();
  private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong accepted = new AtomicLong();
  private volatile Fault fault = Fault.of(Kind.PASS);
  private @Nullable Listener listener;
  private boolean closed;

  private FaultProxy(URI target) {
    this.target = target;
  }

  /** A proxy that passes everything until told otherwise. The target may be absent. */
  public static FaultProxy before(URI target) {
    FaultProxy proxy = new FaultProxy(target);
    proxy.pass();
    return proxy;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** No lasting fault. Answers that were delayed go out now; on the same port, after a refusal. */
  public void pass() {
    change(Fault.of(Kind.PASS));
  }

  /** Nobody listens, so that connects are refused; open connections are cut. */
  public void refuse() {
    change(Fault.of(Kind.REFUSE));
  }

  /**
   * Accepts and reads, never forwards nor answers. A connection that lost something so ends with
   * the fault.
   */
  public void blackHole() {
    change(Fault.of(Kind.BLACK_HOLE));
  }

  /** Every part of an answer goes on that much later than it came, in order. */
  public void delay(Duration delay) {
    change(Fault.late(delay));
  }

  /** Every connection is reset (a TCP RST) as soon as anything comes over it. */
  public void reset() {
    change(Fault.of(Kind.RESET));
  }

  /** Whatever is sent is not forwarded, and answered with bytes that are no HTTP, and an end. */
  public void garbage() {
    change(Fault.of(Kind.GARBAGE));
  }

  /** Every connection ends when it has carried that many bytes of answers from now on. */
  public void cutEveryAnswerAfter(long bytes) {
    change(Fault.cut(Kind.CUT_ANSWERS, bytes));
  }

  /** Every connection ends when it has carried that many bytes of requests from now on. */
  public void cutEveryRequestAfter(long bytes) {
    change(Fault.cut(Kind.CUT_REQUESTS, bytes));
  }

  /** The next request that sends more than that many bytes ends there, and gets no answer. */
  public void cutNextRequestAfter(long bytes) {
    cuts.add(new Cut(false, bytes));
  }

  /** The next answer is thrown away, and its connection with it: its request was executed. */
  public void cutNextAnswer() {
    cuts.add(new Cut(true, 0));
  }

  /** Forgets the cuts of single requests and answers that have not happened yet. */
  public void cutNoMore() {
    cuts.clear();
  }

  /** How many cuts of single requests and answers have not happened yet. */
  public int pendingCuts() {
    return cuts.size();
  }

  /** Connections accepted so far. */
  public long connections() {
    return accepted.get();
  }

  /** Ends all connections and threads; nobody listens then. */
  @Override
  public synchronized void close() {
    closed = true;
    fault = Fault.of(Kind.REFUSE);
    stopListening();
    open.forEach(ProxiedConnection::close);
  }

  private synchronized void change(Fault next) {
    if (closed) {
      throw new IllegalStateException("the proxy is closed");
    }
    fault = next;
    if (next.is(Kind.REFUSE)) {
      stopListening();
    } else if (listener == null) {
      listener = listen();
    }
    open.forEach(ProxiedConnection::faultChanged);
  }

  private Listener listen() {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
      return new Listener(socket, daemon("accept", () -> accept(socket)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
    }
  }

  /** The kernel accepts for as long as a thread is inside accept, so that is waited for. */
  private void stopListening() {
    if (listener == null) {
      return;
    }
    try {
      listener.socket().close();
      listener.acceptor().join();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the listening socket", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    listener = null;
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        client.setTcpNoDelay(true);
        accepted.incrementAndGet();
        ProxiedConnection connection = new ProxiedConnection(this, client);
        open.add(connection);
        if (fault.is(Kind.REFUSE)) {
          connection.close();
        } else {
          connection.start();
        }
      } catch (IOException e) {
        // the socket was closed, or the client was gone before we looked
      }
    }
  }

  URI target() {
    return target;
  }

  Fault fault() {
    return fault;
  }

  /** Consumes the next cut if it is one of that direction and that many bytes reach it. */
  boolean isCut(boolean answers, long carried) {
    Cut next = cuts.peek();
    return next != null
        && next.ofAnswers() == answers
        && carried > next.afterBytes()
        && cuts.remove(next);
  }

  void forget(ProxiedConnection connection) {
    open.remove(connection);
  }

  Thread daemon(String what, Runnable work) {
    Thread thread = new Thread(work, "fault-proxy-" + port + "-" + what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
