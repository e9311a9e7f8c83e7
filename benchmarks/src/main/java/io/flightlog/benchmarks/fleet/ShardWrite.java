package io.flightlog.benchmarks.fleet;

/**
 * A request's documents for one shard, to be written on one node: first where its primary is, then
 * at its replica if it has one.
 */
final class ShardWrite {
  private final ModelRequest request;
  private final int shard;
  private final int documents;
  private boolean atReplica;

  ShardWrite(ModelRequest request, int shard, int documents) {
    this.request = request;
    this.shard = shard;
    this.documents = documents;
  }

  ModelRequest request() {
    return request;
  }

  int shard() {
    return shard;
  }

  int documents() {
    return documents;
  }

  boolean isAtReplica() {
    return atReplica;
  }

  void goesToReplica() {
    atReplica = true;
  }

  /** A thread of the node has written it. */
  void written() {
    request.written(this);
  }
}
