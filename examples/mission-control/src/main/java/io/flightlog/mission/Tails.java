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
import org.jspecify.annotations.Nullable;

/** {@code /api/tail}: each on a thread of its own, as long as somebody listens. */
final class Tails implements AutoCloseable {
  static final int MOST = 16;
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

  /** Ends all of them. */
  @Override
  public void close() {
    closed.countDown();
  }
}
