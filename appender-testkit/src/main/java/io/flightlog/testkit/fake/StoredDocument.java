package io.flightlog.testkit.fake;

import java.nio.charset.StandardCharsets;

/** A document that was answered with 201. */
public final class StoredDocument {

  private final String index;
  private final String id;
  private final byte[] source;

  StoredDocument(String index, String id, byte[] source) {
    this.index = index;
    this.id = id;
    this.source = source;
  }

  /** The index or data stream it was sent to. */
  public String index() {
    return index;
  }

  /** Its id; {@code auto-<n>} if the client left the choice to the server. */
  public String id() {
    return id;
  }

  /** Its bytes as they came. */
  public byte[] source() {
    return source;
  }

  public String text() {
    return new String(source, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return index + "/" + id + " " + text();
  }
}
