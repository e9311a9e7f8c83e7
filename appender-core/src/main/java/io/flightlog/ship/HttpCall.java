package io.flightlog.ship;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One HTTP request. Its body is the bytes {@code [0, length)} of an array that is only lent. */
public final class HttpCall {
  static final String NDJSON = "application/x-ndjson";
  static final String JSON = "application/json";

  private final String method;
  private final String path;
  private final @Nullable String contentType;
  private final byte[] body;
  private final int length;
  private final boolean gzip;

  private HttpCall(
      String method,
      String path,
      @Nullable String contentType,
      byte[] body,
      int length,
      boolean gzip) {
    this.method = method;
    this.path = path;
    this.contentType = contentType;
    this.body = body;
    this.length = length;
    this.gzip = gzip;
  }

  static HttpCall get(String path) {
    return new HttpCall("GET", path, null, new byte[0], 0, false);
  }

  static HttpCall put(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return new HttpCall("PUT", path, JSON, body, body.length, false);
  }

  static HttpCall post(String path, byte[] ndjson, int length, boolean gzip) {
    return new HttpCall("POST", path, NDJSON, ndjson, length, gzip);
  }

  public String method() {
    return method;
  }

  /** With the query. */
  public String path() {
    return path;
  }

  /** Null when there is no body. */
  public @Nullable String contentType() {
    return contentType;
  }

  public byte[] body() {
    return body;
  }

  public int length() {
    return length;
  }

  /** Whether the body is compressed already. */
  public boolean gzip() {
    return gzip;
  }
}
