package io.flightlog.testkit.fake;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One HTTP request as it arrived. Immutable but for the body's array, which nobody may change. */
public final class RecordedRequest {

  private final String method;
  private final String target;
  private final Map<String, String> headers;
  private final long wireBytes;
  private final byte[] body;

  /**
   * A request.
   *
   * @param target path and query as they were sent
   * @param headers names in lower case, values of repeated headers joined by a comma
   * @param wireBytes length of the body as it was sent
   * @param body the body, decompressed
   */
  RecordedRequest(
      String method, String target, Map<String, String> headers, long wireBytes, byte[] body) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.wireBytes = wireBytes;
    this.body = body;
  }

  public String method() {
    return method;
  }

  /** Without the query. */
  public String path() {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  /** Without the question mark, still encoded; empty if there was none. */
  public String query() {
    int question = target.indexOf('?');
    return question < 0 ? "" : target.substring(question + 1);
  }

  /** Empty if there was none; the name in lower case. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Length of the body as it was sent, compressed or not. */
  public long wireBytes() {
    return wireBytes;
  }

  /** The body, decompressed; empty if bodies are not retained. */
  public byte[] body() {
    return body;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The lines of an NDJSON body. */
  public List<String> lines() {
    return text().lines().toList();
  }

  public boolean isBulk() {
    return path().endsWith("/_bulk");
  }

  /** The same with its body forgotten. */
  public RecordedRequest withoutBody() {
    return new RecordedRequest(method, target, headers, wireBytes, new byte[0]);
  }

  @Override
  public String toString() {
    return method + " " + target + " " + headers + " " + wireBytes + " bytes";
  }
}
