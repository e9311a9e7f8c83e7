package io.flightlog.testkit.fake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/**
 * One client: requests are read whole and answered one after the other, by the connection's thread.
 */
final class HttpConnection {

  private static final int BUFFER = 1 << 16;
  private static final int WORTH_COMPRESSING = 128;

  private final Socket socket;
  private final Function<RecordedRequest, HttpReply> handler;

  HttpConnection(Socket socket, Function<RecordedRequest, HttpReply> handler) {
    this.socket = socket;
    this.handler = handler;
  }

  /** Returns when the connection is over, for whatever reason. */
  void serve() {
    try (Socket client = socket) {
      BufferedInputStream in = new BufferedInputStream(client.getInputStream(), BUFFER);
      OutputStream out = client.getOutputStream();
      HttpRequestReader reader = new HttpRequestReader(in, out);
      for (RecordedRequest request; (request = reader.next()) != null; ) {
        HttpReply reply = handler.apply(request);
        boolean gzip = request.header("accept-encoding").contains("gzip");
        pause(reply);
        write(out, reply, gzip, request.method().equals("HEAD"));
        if (!goesOn(reply, in)) {
          return;
        }
      }
    } catch (IOException e) {
      // the client or close() ended it, or the body was no gzip: real servers close without a word
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // closed enough
    }
  }

  private boolean goesOn(HttpReply reply, BufferedInputStream in) throws IOException {
    switch (reply.ending()) {
      case KEEP -> {
        return true;
      }
      case RESET -> socket.setSoLinger(true, 0);
      case HANG -> {
        while (in.read() >= 0) {
          // whatever else comes is swallowed too
        }
      }
      case CLOSE -> socket.shutdownOutput();
    }
    return false;
  }

  private static void pause(HttpReply reply) throws InterruptedException {
    if (!reply.delay().isZero()) {
      TimeUnit.NANOSECONDS.sleep(reply.delay().toNanos());
    }
  }

  private static void write(OutputStream out, HttpReply reply, boolean gzip, boolean headOnly)
      throws IOException {
    boolean compressed = gzip && reply.body().length >= WORTH_COMPRESSING;
    byte[] body = compressed ? gzipped(reply.body()) : reply.body();
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(reply.status()).append(' ').append(reason(reply.status()));
    head.append("\r\n");
    reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (compressed) {
      head.append("content-encoding: gzip\r\n");
    }
    head.append("content-length: ").append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream(head.length() + body.length);
    all.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    if (!headOnly) {
      all.writeBytes(body);
    }
    byte[] bytes = all.toByteArray();
    int length = Math.min(reply.sentBytes(), bytes.length);
    out.write(bytes, 0, length);
    out.flush();
  }

  private static byte[] gzipped(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 8 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 201 -> "Created";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 406 -> "Not Acceptable";
      case 413 -> "Request Entity Too Large";
      case 429 -> "Too Many Requests";
      case 502 -> "Bad Gateway";
      case 503 -> "Service Unavailable";
      case 504 -> "Gateway Timeout";
      default -> "Status";
    };
  }
}
