package io.flightlog.testkit.fake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a connection does with one request that it has read. Immutable. */
public final class HttpReply {

  /** What becomes of the connection after the reply. */
  public enum Ending {
    /** The next request may come. */
    KEEP,
    /** Closed in an orderly way. */
    CLOSE,
    /** Closed with a TCP reset. */
    RESET,
    /** Stays open and silent until the client gives up. */
    HANG
  }

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;
  private final Duration delay;
  private final int sentBytes;
  private final Ending ending;

  private HttpReply(
      int status,
      Map<String, String> headers,
      byte[] body,
      Duration delay,
      int sentBytes,
      Ending ending) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.delay = delay;
    this.sentBytes = sentBytes;
    this.ending = ending;
  }

  public static HttpReply of(int status, String contentType, byte[] body) {
    Map<String, String> headers = body.length == 0 ? Map.of() : Map.of("content-type", contentType);
    return new HttpReply(status, headers, body, Duration.ZERO, Integer.MAX_VALUE, Ending.KEEP);
  }

  /** As Elasticsearch answers: with its product header. */
  public static HttpReply json(int status, String body) {
    return of(status, "application/json", body.getBytes(StandardCharsets.UTF_8))
        .header("X-elastic-product", "Elasticsearch");
  }

  public HttpReply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpReply(status, more, body, delay, sentBytes, ending);
  }

  /** The same after a silence. */
  public HttpReply after(Duration silence) {
    return new HttpReply(status, headers, body, silence, sentBytes, ending);
  }

  /** Only this many bytes of head and body, and then that. */
  public HttpReply cutAfter(int bytes, Ending then) {
    return new HttpReply(status, headers, body, delay, bytes, then);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** Before compression. */
  byte[] body() {
    return body;
  }

  Duration delay() {
    return delay;
  }

  int sentBytes() {
    return sentBytes;
  }

  Ending ending() {
    return ending;
  }
}
