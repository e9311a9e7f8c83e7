package io.flightlog.benchmarks.fleet;

import io.flightlog.benchmarks.fleet.Timeline.Outcome;
import io.flightlog.ship.BulkClient;
import io.flightlog.ship.HttpAnswer;
import io.flightlog.ship.HttpCall;
import java.io.IOException;
import java.net.ConnectException;

/**
 * One instance's way to the modelled cluster. Connections are kept and used again, as the library's
 * client does; a new one takes one more way there and back.
 */
final class ModelBulkClient implements BulkClient {
  private static final byte LINE_FEED = '\n';

  private final VirtualTime time;
  private final ModelCluster cluster;
  private final Timeline timeline;
  private final int[] idle;
  private final int[] lives;

  ModelBulkClient(VirtualTime time, ModelCluster cluster, Timeline timeline) {
    this.time = time;
    this.cluster = cluster;
    this.timeline = timeline;
    this.idle = new int[cluster.shape().nodes()];
    this.lives = new int[cluster.shape().nodes()];
  }

  @Override
  public int nodeCount() {
    return idle.length;
  }

  @Override
  public String nodeName(int node) {
    return "node-" + node;
  }

  @Override
  public Call send(int node, HttpCall call, Listener listener) {
    timeline.sent();
    Exchange exchange = new Exchange(node, listener);
    int documents = documents(call);
    int bytes = call.length();
    if (takesIdleConnection(node)) {
      cluster.send(node, documents, bytes, exchange);
    } else {
      timeline.connections(1);
      time.after(
          2 * ClusterShape.NETWORK.toNanos(), () -> cluster.send(node, documents, bytes, exchange));
    }
    return exchange;
  }

  private boolean takesIdleConnection(int node) {
    int life = cluster.node(node).life();
    if (lives[node] != life) {
      timeline.connections(-idle[node]);
      idle[node] = 0;
      lives[node] = life;
    }
    if (idle[node] == 0) {
      return false;
    }
    idle[node]--;
    return true;
  }

  /** A pair has no line feed but in its beginning and at its end. */
  private static int documents(HttpCall call) {
    byte[] body = call.body();
    int documents = 0;
    for (int at = 0; at < call.length(); at++) {
      at += RecorderKit.LEAST_PAIR_BYTES - 1;
      while (body[at] != LINE_FEED) {
        at++;
      }
      documents++;
    }
    return documents;
  }

  @Override
  public String hideSecrets(String text) {
    return text;
  }

  @Override
  public void close() {
    // there is nothing to give back
  }

  private final class Exchange implements Call, ModelRequest.Reply {
    private final int node;
    private final Listener listener;
    private boolean over;

    Exchange(int node, Listener listener) {
      this.node = node;
      this.listener = listener;
    }

    @Override
    public void answered(HttpAnswer answer, boolean taken) {
      if (!over) {
        over = true;
        idle[node]++;
        timeline.ended(taken ? Outcome.TAKEN : Outcome.REJECTED);
        listener.answered(answer);
      }
    }

    @Override
    public void failed(IOException cause) {
      if (ends(cause instanceof ConnectException ? Outcome.REFUSED : Outcome.UNANSWERED)) {
        listener.failed(cause);
      }
    }

    @Override
    public void cancel() {
      ends(Outcome.UNANSWERED);
    }

    /** Without an answer; the connection is of no further use. */
    private boolean ends(Outcome outcome) {
      if (over) {
        return false;
      }
      over = true;
      timeline.connections(-1);
      timeline.ended(outcome);
      return true;
    }
  }
}
