package io.flightlog.benchmarks.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Elasticsearch, as far as it decides when a client sends again: bounded queues of writes, bounded
 * bytes, threads that take time, nodes that go away and come back. Shards are spread over the nodes
 * that are up; the writes of a node that goes down are repeated where its shards are now, those
 * that it coordinated are cut. Not modelled: CPU spent outside of writing, TLS, elections, merges.
 */
final class ModelCluster {
  private final VirtualTime time;
  private final ClusterShape shape;
  private final RandomGenerator random;
  private final List<ModelNode> nodes = new ArrayList<>();
  private final ModelAnswers answers = new ModelAnswers();
  private double slowness = 1;

  ModelCluster(VirtualTime time, ClusterShape shape, RandomGenerator random) {
    this.time = time;
    this.shape = shape;
    this.random = random;
    for (int i = 0; i < shape.nodes(); i++) {
      nodes.add(new ModelNode(time, shape, this::serviceNanos));
    }
  }

  ClusterShape shape() {
    return shape;
  }

  ModelAnswers answers() {
    return answers;
  }

  ModelNode node(int index) {
    return nodes.get(index);
  }

  /** How many writes wait, at the node where most do. */
  int longestQueue() {
    int longest = 0;
    for (ModelNode node : nodes) {
      longest = Math.max(longest, node.queued());
    }
    return longest;
  }

  /** Everything takes so many times as long from now on. */
  void slowness(double factor) {
    slowness = factor;
  }

  /** A request sets out for a node. */
  void send(int node, int documents, int bytes, ModelRequest.Reply reply) {
    ModelRequest request =
        new ModelRequest(this, node, documents, bytes, random.nextInt(shape.shards()), reply);
    overNetwork(request::arrive);
  }

  void overNetwork(Runnable arrival) {
    time.after(ClusterShape.NETWORK.toNanos(), arrival);
  }

  /** Returns false when the queue is full, and it was not forced. */
  boolean write(ShardWrite write, boolean forced) {
    int home = write.shard() + (write.isAtReplica() ? 1 : 0);
    for (int i = 0; i < nodes.size(); i++) {
      ModelNode node = nodes.get((home + i) % nodes.size());
      if (node.isUp()) {
        return node.offer(write, forced);
      }
    }
    return true; // nobody is left to answer, and all are cut
  }

  void down(int index) {
    for (ShardWrite write : nodes.get(index).down()) {
      if (!write.request().hasEnded()) {
        write(write, true);
      }
    }
  }

  void up(int index) {
    nodes.get(index).up();
  }

  /** Between half and one and a half times what it takes on average. */
  private long serviceNanos(ShardWrite write) {
    double nanos =
        shape.perWrite().toNanos() + (double) write.documents() * shape.perDocument().toNanos();
    return (long) (nanos * slowness * (0.5 + random.nextDouble()));
  }
}
