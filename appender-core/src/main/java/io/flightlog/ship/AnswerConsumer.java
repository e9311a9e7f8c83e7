package io.flightlog.ship;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Collects an answer's body, up to a bound, as it comes over the wire. {@code Rest5Client} sees a
 * response without a body, so it neither unpacks it nor copies it into an exception's message. I/O
 * thread only, but for {@link #toAnswer}, once the exchange has ended.
 */
final class AnswerConsumer implements AsyncResponseConsumer<ClassicHttpResponse> {
  private static final int INITIAL_BYTES = 1024;

  private byte[] body = new byte[INITIAL_BYTES];
  private int length;
  private int status;
  private long retryAfterSeconds;
  private @Nullable ClassicHttpResponse head;
  private @Nullable FutureCallback<ClassicHttpResponse> callback;

  HttpAnswer toAnswer() {
    return new HttpAnswer(status, body, length, retryAfterSeconds);
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      @Nullable EntityDetails entity,
      HttpContext context,
      FutureCallback<ClassicHttpResponse> resultCallback) {
    status = response.getCode();
    retryAfterSeconds = retryAfter(response.getFirstHeader("Retry-After"));
    ClassicHttpResponse bodiless = new BasicClassicHttpResponse(status);
    head = bodiless;
    if (entity == null) {
      resultCallback.completed(bodiless);
    } else {
      callback = resultCallback;
    }
  }

  @Override
  public void consume(ByteBuffer source) throws IOException {
    int bytes = source.remaining();
    if (bytes > HttpAnswer.MAX_BYTES - length) {
      throw new AnswerTooLongException(HttpAnswer.MAX_BYTES);
    }
    if (body.length - length < bytes) {
      body = Arrays.copyOf(body, Math.max(length + bytes, body.length * 2));
    }
    source.get(body, length, bytes);
    length += bytes;
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    FutureCallback<ClassicHttpResponse> result = callback;
    ClassicHttpResponse bodiless = head;
    if (result != null && bodiless != null) {
      result.completed(bodiless);
    }
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(Integer.MAX_VALUE);
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {}

  @Override
  public void failed(Exception cause) {}

  @Override
  public void releaseResources() {}

  private static long retryAfter(@Nullable Header header) {
    String value = header == null ? null : header.getValue();
    if (value == null || !value.matches("\\d{1,6}")) {
      return 0; // a date, or nonsense: the back-off will do
    }
    return Long.parseLong(value);
  }
}
