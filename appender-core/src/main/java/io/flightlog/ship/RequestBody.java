package io.flightlog.ship;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;

/**
 * A body that goes to the socket straight from the lent array. {@code Rest5Client} takes an entity
 * that is an {@link AsyncEntityProducer} as it is; any other it would copy twice, 8 KiB at a time.
 * Windows are small because the JDK copies all that remains of an array-backed buffer to native
 * memory for each write, however little the socket takes. Not repeatable: nothing may send it again
 * by itself. Read on the I/O thread; {@link #detach} on any.
 */
final class RequestBody implements HttpEntity, AsyncEntityProducer {
  private static final int WINDOW = 256 << 10;

  private final String contentType;
  private final @Nullable String contentEncoding;
  private final byte[] array;
  private final int length;
  private @Nullable ByteBuffer rest;
  private int sent;

  RequestBody(HttpCall call, String contentType) {
    this.contentType = contentType;
    this.contentEncoding = call.gzip() ? "gzip" : null;
    this.array = call.body();
    this.length = call.length();
    this.rest = ByteBuffer.wrap(array, 0, length);
  }

  /** When this returns the array is not read any more. */
  synchronized void detach() {
    rest = null;
  }

  /** Says of a failure that came while the body was under way that it did. */
  synchronized Exception explain(Exception failure) {
    boolean within = sent > 0 && sent < length && failure instanceof IOException;
    return within && !(failure instanceof InterruptedIOException)
        ? new BodyCutException(sent, length, failure)
        : failure;
  }

  @Override
  public synchronized void produce(DataStreamChannel channel) throws IOException {
    ByteBuffer buffer = rest;
    if (buffer == null) {
      throw new IOException("request was given up");
    }
    while (buffer.hasRemaining()) {
      buffer.limit(Math.min(length, buffer.position() + WINDOW));
      channel.write(buffer);
      boolean socketIsFull = buffer.hasRemaining();
      buffer.limit(length);
      sent = buffer.position();
      if (socketIsFull) {
        return;
      }
    }
    channel.endStream(null);
  }

  @Override
  public int available() {
    return Integer.MAX_VALUE;
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public String getContentType() {
    return contentType;
  }

  @Override
  public @Nullable String getContentEncoding() {
    return contentEncoding;
  }

  @Override
  public boolean isChunked() {
    return false;
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  @Override
  public Set<String> getTrailerNames() {
    return Set.of();
  }

  @Override
  public @Nullable Supplier<List<? extends Header>> getTrailers() {
    return null;
  }

  /** The client asks for it only to write a log at level TRACE. */
  @Override
  public synchronized InputStream getContent() throws IOException {
    if (rest == null) {
      throw new IOException("request was given up");
    }
    return new ByteArrayInputStream(array, 0, length);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    getContent().transferTo(out);
  }

  @Override
  public void failed(Exception cause) {
    detach();
  }

  @Override
  public void releaseResources() {
    detach();
  }

  @Override
  public void close() {
    detach();
  }
}
