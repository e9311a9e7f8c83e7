package io.flightlog.testkit.fake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 requests from one connection: bodies by length or in chunks, plain or gzip, with
 * the interim answer that {@code Expect: 100-continue} asks for (RFC 9112).
 */
final class HttpRequestReader {

  private static final int LONGEST_LINE = 1 << 16;
  private static final int GUESSED_RATIO = 8;

  private final InputStream in;
  private final OutputStream out;

  HttpRequestReader(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /** The next request, or null at the connection's end. */
  @Nullable RecordedRequest next() throws IOException {
    String start = line();
    if (start == null) {
      return null;
    }
    Map<String, String> headers = headers();
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
    byte[] sent =
        headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")
            ? chunks()
            : exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    byte[] body =
        headers.getOrDefault("content-encoding", "").equalsIgnoreCase("gzip")
            ? unzipped(sent)
            : sent;
    int target = start.indexOf(' ');
    int version = start.lastIndexOf(' ');
    if (target < 0 || version <= target) {
      throw new IOException("no HTTP request: " + start);
    }
    return new RecordedRequest(
        start.substring(0, target),
        start.substring(target + 1, version),
        headers,
        sent.length,
        body);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = lineOrEnd(); !line.isEmpty(); line = lineOrEnd()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("no HTTP header: " + line);
      }
      String name = line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
      headers.merge(name, line.substring(colon + 1).trim(), (one, other) -> one + "," + other);
    }
    return headers;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(LONGEST_LINE);
    while (true) {
      String size = lineOrEnd();
      int extension = size.indexOf(';');
      int length = Integer.parseInt(extension < 0 ? size : size.substring(0, extension), 16);
      body.writeBytes(exactly(length));
      if (length == 0) {
        headers();
        return body.toByteArray();
      }
      lineOrEnd();
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      int read = in.read(bytes, at, length - at);
      if (read < 0) {
        throw new EOFException("body ended after " + at + " of " + length + " bytes");
      }
      at += read;
    }
    return bytes;
  }

  private String lineOrEnd() throws IOException {
    String line = line();
    if (line == null) {
      throw new EOFException("request ended in its head");
    }
    return line;
  }

  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder(80);
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return line.toString();
      }
      if (c != '\r') {
        line.append((char) c);
      }
      if (line.length() > LONGEST_LINE) {
        throw new IOException("a line of more than " + LONGEST_LINE + " bytes in the head");
      }
    }
    return null;
  }

  private static byte[] unzipped(byte[] sent) throws IOException {
    byte[] plain = new byte[Math.max(1024, sent.length * GUESSED_RATIO)];
    int length = 0;
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(sent), LONGEST_LINE)) {
      for (int read; (read = gzip.read(plain, length, plain.length - length)) >= 0; ) {
        length += read;
        if (length == plain.length) {
          plain = Arrays.copyOf(plain, plain.length * 2);
        }
      }
    }
    return Arrays.copyOf(plain, length);
  }
}
