package io.flightlog.benchmarks.fleet;

import java.time.Duration;

/**
 * What is modelled of an Elasticsearch cluster.
 *
 * @param nodes each is a coordinator for the requests that reach it, and holds its share of shards
 * @param writeThreads of the pool that indexes, a node; Elasticsearch takes one a processor
 * @param queueSize of that pool, {@code thread_pool.write.queue_size}: documents for a shard whose
 *     node has so many writes waiting are answered with 429, one by one
 * @param pressureBytes of bodies not answered yet, a node, {@code indexing_pressure.memory.limit}:
 *     a request above it is answered with 429 as a whole
 * @param shards of the index that is written to, primaries
 * @param withReplica whether each has one, which costs as much again
 * @param perWrite what one write to one shard costs a thread, whatever is in it
 * @param perDocument what each document in it adds
 */
record ClusterShape(
    int nodes,
    int writeThreads,
    int queueSize,
    long pressureBytes,
    int shards,
    boolean withReplica,
    Duration perWrite,
    Duration perDocument) {

  /** From an instance to a node, one way: one data centre. */
  static final Duration NETWORK = Duration.ofNanos(250_000);

  /**
   * Three nodes of eight processors and 8 GiB of heap each, with Elasticsearch's own bounds; costs
   * as {@link BulkCost} measured them.
   */
  static ClusterShape ofThreeNodes() {
    return new ClusterShape(
        3,
        8,
        10_000,
        (8L << 30) / 10,
        1,
        true,
        Duration.ofNanos(400_000),
        Duration.ofNanos(60_000));
  }

  ClusterShape withShards(int count) {
    return new ClusterShape(
        nodes, writeThreads, queueSize, pressureBytes, count, withReplica, perWrite, perDocument);
  }
}
