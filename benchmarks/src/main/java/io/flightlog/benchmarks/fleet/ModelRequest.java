package io.flightlog.benchmarks.fleet;

import io.flightlog.ship.HttpAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.util.BitSet;

/**
 * A bulk request inside the modelled cluster, from the node that coordinates it to the last of its
 * writes. Once begun it is executed to its end, whether or not somebody still waits for the answer,
 * as Elasticsearch does.
 */
final class ModelRequest {
  /** What the network tells the one who asked. */
  interface Reply {
    /**
     * @param taken whether no item was turned away
     */
    void answered(HttpAnswer answer, boolean taken);

    void failed(IOException cause);
  }

  private final ModelCluster cluster;
  private final int coordinator;
  private final int documents;
  private final int bytes;
  private final int firstShard;
  private final Reply reply;
  private final BitSet rejectedShards = new BitSet();
  private int open;
  private boolean ended;

  /**
   * @param firstShard of the first document; the next one goes to the next shard, and so on
   */
  ModelRequest(
      ModelCluster cluster,
      int coordinator,
      int documents,
      int bytes,
      int firstShard,
      Reply reply) {
    this.cluster = cluster;
    this.coordinator = coordinator;
    this.documents = documents;
    this.bytes = bytes;
    this.firstShard = firstShard;
    this.reply = reply;
  }

  int bytes() {
    return bytes;
  }

  /** It has reached its node. */
  void arrive() {
    ModelNode node = cluster.node(coordinator);
    if (!node.isUp()) {
      end(new ConnectException("Connection refused"));
      return;
    }
    if (!node.takes(this)) {
      answer(ModelAnswers.overPressure(), false);
      return;
    }
    int shards = cluster.shape().shards();
    int used = Math.min(shards, documents);
    open = used;
    for (int i = 0; i < used; i++) {
      int shard = (firstShard + i) % shards;
      int share = (documents - i + shards - 1) / shards;
      if (!cluster.write(new ShardWrite(this, shard, share), false)) {
        rejectedShards.set(shard);
        open--;
      }
    }
    answerIfDone();
  }

  /** One of its writes is done where it was. */
  void written(ShardWrite write) {
    if (cluster.shape().withReplica() && !write.isAtReplica()) {
      write.goesToReplica();
      cluster.write(write, true);
      return;
    }
    open--;
    answerIfDone();
  }

  /** Its coordinator is gone, and with it the connection. */
  void cut() {
    end(new IOException("Connection reset by peer"));
  }

  /** Whether nobody will be answered any more. */
  boolean hasEnded() {
    return ended;
  }

  private void answerIfDone() {
    if (open == 0 && !ended) {
      cluster.node(coordinator).releases(this);
      int shards = cluster.shape().shards();
      answer(
          cluster
              .answers()
              .ofItems(documents, item -> rejectedShards.get((firstShard + item) % shards)),
          rejectedShards.isEmpty());
    }
  }

  private void answer(HttpAnswer answer, boolean taken) {
    ended = true;
    cluster.overNetwork(() -> reply.answered(answer, taken));
  }

  private void end(IOException failure) {
    ended = true;
    cluster.overNetwork(() -> reply.failed(failure));
  }
}
