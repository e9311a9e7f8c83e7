package io.flightlog.benchmarks.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/** One node: a pool of threads that write, its queue, and the bytes that it answers for. */
final class ModelNode {
  private final VirtualTime time;
  private final ClusterShape shape;
  private final ToLongFunction<ShardWrite> service;
  private final Deque<ShardWrite> queue = new ArrayDeque<>();
  private final Set<ShardWrite> running = new LinkedHashSet<>();
  private final Set<ModelRequest> coordinated = new LinkedHashSet<>();
  private long bytes;
  private boolean up = true;
  private int life;

  /**
   * @param service nanoseconds that a write which begins now will take
   */
  ModelNode(VirtualTime time, ClusterShape shape, ToLongFunction<ShardWrite> service) {
    this.time = time;
    this.shape = shape;
    this.service = service;
  }

  boolean isUp() {
    return up;
  }

  /** Another number after each restart. */
  int life() {
    return life;
  }

  int queued() {
    return queue.size();
  }

  /**
   * A request begins that this node coordinates.
   *
   * @return false when its bytes are more than indexing pressure leaves room for
   */
  boolean takes(ModelRequest request) {
    if (bytes + request.bytes() > shape.pressureBytes()) {
      return false;
    }
    bytes += request.bytes();
    coordinated.add(request);
    return true;
  }

  /** It is over. */
  void releases(ModelRequest request) {
    if (coordinated.remove(request)) {
      bytes -= request.bytes();
    }
  }

  /**
   * @param forced whether it must be taken, as a replica's or one that was taken before
   * @return false when the queue is full
   */
  boolean offer(ShardWrite write, boolean forced) {
    if (running.size() < shape.writeThreads()) {
      begin(write);
      return true;
    }
    if (!forced && queue.size() >= shape.queueSize()) {
      return false;
    }
    queue.add(write);
    return true;
  }

  private void begin(ShardWrite write) {
    running.add(write);
    int began = life;
    time.after(
        service.applyAsLong(write),
        () -> {
          if (began == life) {
            running.remove(write);
            ShardWrite next = queue.poll();
            if (next != null) {
              begin(next);
            }
            write.written();
          }
        });
  }

  /** Stops: what it coordinates is cut. Returns the writes that it leaves behind. */
  List<ShardWrite> down() {
    up = false;
    life++;
    coordinated.forEach(ModelRequest::cut);
    coordinated.clear();
    List<ShardWrite> left = new ArrayList<>(running);
    left.addAll(queue);
    running.clear();
    queue.clear();
    bytes = 0;
    return left;
  }

  void up() {
    up = true;
  }
}
