package io.flightlog.ship;

/**
 * A complete answer: status, and the body as it came over the wire, perhaps gzip (told by its first
 * two bytes), at most {@link #MAX_BYTES} long. Immutable once handed over.
 */
public final class HttpAnswer {
  /**
   * Longer answers fail, and a smaller request follows. One item of an all-good answer takes 24
   * bytes before compression; a refused one may quote its whole document.
   */
  public static final int MAX_BYTES = 1 << 20;

  private final int status;
  private final byte[] body;
  private final int length;
  private final long retryAfterSeconds;

  /**
   * @param body bytes {@code [0, length)}; not copied
   * @param retryAfterSeconds 0 when the header was absent or not a number
   */
  public HttpAnswer(int status, byte[] body, int length, long retryAfterSeconds) {
    this.status = status;
    this.body = body;
    this.length = length;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  public int status() {
    return status;
  }

  byte[] body() {
    return body;
  }

  int length() {
    return length;
  }

  long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
