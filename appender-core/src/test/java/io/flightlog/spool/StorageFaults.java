package io.flightlog.spool;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What is to go wrong with a simulated storage, and when: one operation in all the run, or a share
 * of the operations of some kinds until {@link #heal}. Counts the operations. Shared by the
 * processes of one machine; one thread.
 */
final class StorageFaults {
  /** What a storage is asked for. */
  enum Operation {
    CREATE,
    OPEN,
    READ,
    WRITE,
    FORCE,
    CLOSE,
    SIZE,
    CREATE_DIRECTORY,
    FORCE_DIRECTORY,
    LIST,
    DELETE,
    RENAME,
    LOCK,
    SPACE
  }

  /** What becomes of an operation. */
  enum Outcome {
    SUCCEED,
    FAIL,
    /** The process ends in the midst of it. */
    STOP
  }

  private final Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
  private final Set<Operation> failing = EnumSet.noneOf(Operation.class);
  private final Random random;
  private double share;
  private long stopAt = -1;
  private long failAt = -1;
  private long count;
  private boolean stopped;
  private boolean everFailed;
  private boolean everStopped;

  StorageFaults(Random random) {
    this.random = random;
  }

  /** Stops at the operation of that number, the first being 1. */
  void stopAt(long number) {
    stopAt = number;
  }

  /** Fails the operation of that number, and no other. */
  void failAt(long number) {
    failAt = number;
  }

  void failSome(double shareOfAll, Set<Operation> operations) {
    share = shareOfAll;
    failing.clear();
    failing.addAll(operations);
  }

  void heal() {
    failing.clear();
  }

  /** Whether the operation to stop or to fail at was reached. */
  boolean fired() {
    return everStopped || everFailed;
  }

  boolean everFailed() {
    return everFailed;
  }

  /** The process that stopped is gone: the next one may begin. */
  void restart() {
    stopped = false;
    stopAt = -1;
  }

  long count() {
    return count;
  }

  int count(Operation operation) {
    return counts.getOrDefault(operation, 0);
  }

  Random random() {
    return random;
  }

  Outcome next(Operation operation) {
    if (stopped) {
      throw new Crashed();
    }
    count++;
    counts.merge(operation, 1, Integer::sum);
    if (count == stopAt) {
      stopped = true;
      everStopped = true;
      return Outcome.STOP;
    }
    if (count == failAt || (failing.contains(operation) && random.nextDouble() < share)) {
      everFailed = true;
      return Outcome.FAIL;
    }
    return Outcome.SUCCEED;
  }
}
