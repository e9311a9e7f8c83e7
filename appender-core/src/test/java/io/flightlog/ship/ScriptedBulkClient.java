package io.flightlog.ship;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** A network without one: keeps what was sent, and ends each exchange when the test says so. */
final class ScriptedBulkClient implements BulkClient {
  /** One exchange, as the test sees it. */
  static final class Sent implements Call {
    private final int node;
    private final HttpCall call;
    private final String body;
    private final Listener listener;
    private boolean ended;
    private boolean cancelled;

    private Sent(int node, HttpCall call, Listener listener) {
      this.node = node;
      this.call = call;
      this.body = read(call);
      this.listener = listener;
    }

    int node() {
      return node;
    }

    HttpCall call() {
      return call;
    }

    String body() {
      return body;
    }

    /** Numbers of the events that the body holds. */
    List<Integer> events() {
      return body.lines()
          .filter(line -> line.startsWith("{\"n\":"))
          .map(line -> Integer.valueOf(line.substring(5, line.length() - 1)))
          .collect(Collectors.toList());
    }

    boolean isCancelled() {
      return cancelled;
    }

    void answer(int status, String json) {
      answer(status, json, 0);
    }

    void answer(int status, String json, long retryAfterSeconds) {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      if (!cancelled) {
        end();
        listener.answered(new HttpAnswer(status, bytes, bytes.length, retryAfterSeconds));
      }
    }

    /** Every item with this status. */
    void answerItems(int status) {
      answer(200, items(IntStream.range(0, events().size()).map(i -> status).toArray()));
    }

    void fail(Throwable cause) {
      if (!cancelled) {
        end();
        listener.failed(cause);
      }
    }

    @Override
    public void cancel() {
      cancelled = !ended || cancelled;
    }

    private void end() {
      if (ended) {
        throw new IllegalStateException("this exchange has ended already");
      }
      ended = true;
    }
  }

  private final List<Sent> sent = new ArrayList<>();
  private final int nodes;
  private int taken;
  private RuntimeException thrownBySend;

  ScriptedBulkClient(int nodes) {
    this.nodes = nodes;
  }

  /** The next exchange that the test has not looked at yet. */
  Sent next() {
    if (taken == sent.size()) {
      throw new AssertionError("nothing more was sent");
    }
    return sent.get(taken++);
  }

  /** How many exchanges the test has not looked at yet. */
  int unseen() {
    return sent.size() - taken;
  }

  /** The next request is not even begun. */
  void throwOnNextSend(RuntimeException thrown) {
    thrownBySend = thrown;
  }

  @Override
  public int nodeCount() {
    return nodes;
  }

  @Override
  public String nodeName(int node) {
    return "http://node-" + node;
  }

  @Override
  public Call send(int node, HttpCall call, Listener listener) {
    if (thrownBySend != null) {
      RuntimeException thrown = thrownBySend;
      thrownBySend = null;
      throw thrown;
    }
    Sent exchange = new Sent(node, call, listener);
    sent.add(exchange);
    return exchange;
  }

  @Override
  public String hideSecrets(String text) {
    return text;
  }

  @Override
  public void close() {}

  static String items(int... statuses) {
    return IntStream.of(statuses)
        .mapToObj(
            status ->
                status < 300
                    ? "{\"create\":{\"status\":" + status + "}}"
                    : "{\"create\":{\"status\":"
                        + status
                        + ",\"error\":{\"type\":\"type_"
                        + status
                        + "\",\"reason\":\"because "
                        + status
                        + "\"}}}")
        .collect(Collectors.joining(",", "{\"errors\":true,\"items\":[", "]}"));
  }

  private static String read(HttpCall call) {
    ByteArrayInputStream bytes = new ByteArrayInputStream(call.body(), 0, call.length());
    try (var in = call.gzip() ? new GZIPInputStream(bytes) : bytes) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
