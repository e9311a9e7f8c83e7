package io.flightlog.mission;

import io.javalin.http.sse.SseClient;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One stream: asks once a second, and says when Elasticsearch is away and back. Its own thread. */
final class Tail {
  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
  private static final long POLL_SECONDS = 1;
  private static final int POLLS_A_COMMENT = 10;
  private static final String LIMITED =
      "more than "
          + SeenSequences.MOST_INSTANCES
          + " instances, or more than "
          + SeenSequences.MOST_RANGES
          + " holes in their sequences: what arrives late may not be told";

  /** Data of an event {@code lines}. */
  record Lines(List<ShownHit> lines) {}

  /** Data of an event {@code state}. */
  record State(String state, @Nullable String message, ApiException.Body.@Nullable Told error) {}

  private final SseClient client;
  private final TailFeed feed;
  private final URI url;
  private final CountDownLatch closed;
  private boolean started;
  private boolean live;
  private boolean away;
  private boolean limited;

  /**
   * @param closed at zero when the server ends
   */
  Tail(SseClient client, TailFeed feed, URI url, CountDownLatch closed) {
    this.client = client;
    this.feed = feed;
    this.url = url;
    this.closed = closed;
  }

  /** Returns when nobody listens any more, or the server ends. */
  void run(@Nullable TailCursor cursor, int last, Supplier<Instant> now) {
    if (cursor != null) {
      feed.resume(cursor);
      started = true;
    }
    try {
      for (long polls = 1; !client.terminated() && !isClosed(); polls++) {
        step(last, now);
        if (polls % POLLS_A_COMMENT == 0) {
          client.sendComment("still here");
        }
        if (closed.await(POLL_SECONDS, TimeUnit.SECONDS)) {
          break;
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException defect) {
      LOG.error("a tail ends", defect);
    } finally {
      client.close();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void step(int last, Supplier<Instant> now) {
    try {
      if (!started) {
        TailFeed.Batch first = feed.start(last, now.get());
        started = true;
        beLive(first.id());
        send(first);
      }
      TailFeed.Batch batch = feed.next(now.get());
      beLive(null);
      while (batch != null && !client.terminated() && !isClosed()) {
        send(batch);
        batch = feed.next(now.get());
      }
    } catch (IOException failure) {
      if (!away) {
        away = true;
        live = false;
        client.sendEvent(
            "state", new State("away", null, Failures.explain(failure, url).body().error()));
      }
    }
  }

  /**
   * @param id where the tail begins, so that it can go on from there before there is any line
   */
  private void beLive(@Nullable String id) {
    if (!live) {
      live = true;
      away = false;
      client.sendEvent("state", new State("live", null, null), id);
    }
  }

  private void send(TailFeed.Batch batch) {
    if (!batch.lines().isEmpty()) {
      client.sendEvent("lines", new Lines(batch.lines()), batch.id());
    }
    if (batch.limited() && !limited) {
      limited = true;
      client.sendEvent("state", new State("limited", LIMITED, null));
    }
  }
}
