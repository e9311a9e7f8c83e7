package io.flightlog.mission;

import io.flightlog.task.search.TaskSearch;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/tail}: each on a thread of its own, as long as somebody listens. */
final class Tails implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tails.class);

  static final int MOST = 16;

  /** Longer than a question to Elasticsearch may take. */
  private static final long SECONDS_TO_END = 15;

  private static final int MOST_LAST = 200;

  private final Semaphore permits = new Semaphore(MOST);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final TaskSearch all;
  private final URI url;

  Tails(TaskSearch all, URI url) {
    this.all = all;
    this.url = url;
  }

  /** Refuses before the stream begins, or else begins it; returns at once. */
  void open(Context ctx) {
    Set<String> names = new HashSet<>(Filters.NAMES);
    names.addAll(Set.of("last", "cursor"));
    Parameters parameters = Parameters.of(ctx, names);
    Filters filters = Filters.of(parameters);
    int last = parameters.number("last", 20, 0, MOST_LAST);
    TailCursor cursor = cursor(ctx, parameters);
    String accepted = ctx.header("Accept");
    if (accepted == null || !accepted.contains("text/event-stream")) {
      throw ApiException.badParameter(
          "Accept (a header)", "text/event-stream", String.valueOf(accepted));
    }
    if (!permits.tryAcquire()) {
      throw ApiException.busy("more than " + MOST + " tails at a time");
    }
    try {
      TailFeed feed = new TailFeed(all, filters);
      new SseHandler(client -> begin(client, feed, cursor, last)).handle(ctx);
    } catch (RuntimeException failed) {
      permits.release();
      throw failed;
    }
  }

  private static @Nullable TailCursor cursor(Context ctx, Parameters parameters) {
    String id = ctx.header("Last-Event-ID");
    if (id == null || id.isEmpty()) {
      id = parameters.get("cursor", "");
    }
    return id.isEmpty() ? null : TailCursor.parse(id);
  }

  private void begin(SseClient client, TailFeed feed, @Nullable TailCursor cursor, int last) {
    client.keepAlive();
    Tail tail = new Tail(client, feed, url, closed);
    Thread thread =
        new Thread(
            () -> {
              try {
                tail.run(cursor, last, Instant::now);
              } finally {
                permits.release();
              }
            },
            "tail");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Ends all of them, and waits until they have: Javalin goes round in circles, for ever, on a
   * stream that is ended when Jetty has let go of its request.
   */
  @Override
  public void close() {
    closed.countDown();
    try {
      if (!permits.tryAcquire(MOST, SECONDS_TO_END, TimeUnit.SECONDS)) {
        LOG.warn("Tails have not ended within {} s", SECONDS_TO_END);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
