package io.flightlog.ship;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A server on a loopback port that speaks as a test scripts it, down to the bytes: each connection
 * is handed to the behaviour on a thread of its own.
 */
final class SocketServer implements Closeable {
  /** What to do with one connection; the socket is closed when it returns. */
  interface Behaviour {
    void serve(Connection connection) throws IOException, InterruptedException;
  }

  /** A request as it came over the wire. */
  static final class Received {
    private final String requestLine;
    private final Map<String, String> headers;
    private final byte[] body;

    Received(String requestLine, Map<String, String> headers, byte[] body) {
      this.requestLine = requestLine;
      this.headers = headers;
      this.body = body;
    }

    String requestLine() {
      return requestLine;
    }

    String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }

    byte[] body() {
      return body;
    }
  }

  /** One accepted connection. */
  final class Connection {
    private final Socket socket;
    private final InputStream in;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Reads one request whole, or returns null at the end of the stream. */
    Received readRequest() throws IOException {
      Received head = readHead();
      if (head == null) {
        return null;
      }
      String length = head.header("Content-Length");
      byte[] body = in.readNBytes(length == null ? 0 : Integer.parseInt(length));
      Received request = new Received(head.requestLine(), head.headers, body);
      requests.add(request);
      arrived.release();
      return request;
    }

    /** Reads a request's head only. */
    Received readHead() throws IOException {
      String requestLine = readLine();
      if (requestLine == null) {
        return null;
      }
      Map<String, String> headers = new LinkedHashMap<>();
      for (String line = readLine(); line != null && !line.isEmpty(); line = readLine()) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
      }
      return new Received(requestLine, headers, new byte[0]);
    }

    /** So much of what follows the head. */
    void readBody(int bytes) throws IOException {
      in.readNBytes(bytes);
    }

    void write(String text) throws IOException {
      write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    }

    void answer(int status, String headers, byte[] body) throws IOException {
      write("HTTP/1.1 " + status + " X\r\ncontent-length: " + body.length + "\r\n" + headers);
      write("\r\n");
      write(body);
    }

    void answer(int status, String body) throws IOException {
      answer(status, "content-type: application/json\r\n", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends with a reset instead of a FIN. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Returns when the peer has closed the connection. */
    void awaitEnd() throws IOException {
      try {
        while (in.read() >= 0) {
          // what still comes does not matter
        }
      } catch (IOException reset) {
        // an end as well
      }
      ends.add(true);
    }

    private String readLine() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        }
        line.write(b);
      }
      return null;
    }
  }

  private final ServerSocket server;
  private final Behaviour behaviour;
  private final List<Received> requests = new CopyOnWriteArrayList<>();
  private final LinkedBlockingQueue<Boolean> ends = new LinkedBlockingQueue<>();
  private final Semaphore arrived = new Semaphore(0);
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  SocketServer(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("accept", this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Requests that were read whole. */
  List<Received> requests() {
    return requests;
  }

  /** Returns once one more request was read whole. */
  void awaitRequest() throws InterruptedException {
    if (!arrived.tryAcquire(60, TimeUnit.SECONDS)) {
      throw new AssertionError("no request within 60 s");
    }
  }

  int connections() {
    return sockets.size();
  }

  /** Whether the peer closed a connection within that time, as seen by {@code awaitEnd}. */
  boolean sawEnd() throws InterruptedException {
    return ends.poll(60, TimeUnit.SECONDS) != null;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        sockets.add(socket);
        start("serve", () -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      behaviour.serve(new Connection(socket));
    } catch (IOException | InterruptedException ended) {
      // the test has moved on
    }
  }

  private static void start(String role, Runnable body) {
    Thread thread = new Thread(body, "test-server-" + role);
    thread.setDaemon(true);
    thread.start();
  }
}
