package io.flightlog.ship;

/**
 * Which node gets the next request: round robin over those that are well; one that failed rests for
 * a second, doubling to 30 s. When all rest, the one whose rest ends first. Pure, the time is
 * passed in; ship agent only.
 */
final class NodeRotation {
  static final long MIN_REST_NANOS = 1_000_000_000L;
  static final long MAX_REST_NANOS = 30_000_000_000L;

  private final int[] failures;
  private final long[] restsUntil;
  private int last;

  NodeRotation(int nodes) {
    this.failures = new int[nodes];
    this.restsUntil = new long[nodes];
    this.last = nodes - 1;
  }

  int next(long now) {
    int nodes = failures.length;
    int chosen = (last + 1) % nodes;
    for (int i = 1; i <= nodes; i++) {
      int node = (last + i) % nodes;
      if (isWell(node, now)) {
        chosen = node;
        break;
      }
      if (restsUntil[node] - restsUntil[chosen] < 0) {
        chosen = node;
      }
    }
    last = chosen;
    return chosen;
  }

  boolean anyIsWell(long now) {
    for (int node = 0; node < failures.length; node++) {
      if (isWell(node, now)) {
        return true;
      }
    }
    return false;
  }

  void failed(int node, long now) {
    failures[node]++;
    restsUntil[node] =
        now + Math.min(MAX_REST_NANOS, MIN_REST_NANOS << Math.min(failures[node] - 1, 5));
  }

  void succeeded(int node) {
    failures[node] = 0;
  }

  private boolean isWell(int node, long now) {
    return failures[node] == 0 || now - restsUntil[node] >= 0;
  }
}
