package io.flightlog.benchmarks.fleet;

import java.util.Arrays;
import java.util.List;

/**
 * How a fleet catches up: when each instance has delivered as many events as it had logged when the
 * fault was over, and how evenly they shared the cluster until half of the backlog was gone.
 */
final class Recovery {
  private final VirtualTime time;
  private final List<Instance> fleet;
  private final long[] target;
  private final long[] deliveredBefore;
  private final double[] secondsToCatchUp;
  private double[] sharesAtHalf = new double[0];
  private boolean faultIsOver;
  private long faultEndedAt;
  private long owed;
  private int caughtUp;

  Recovery(VirtualTime time, List<Instance> fleet) {
    this.time = time;
    this.fleet = fleet;
    this.target = new long[fleet.size()];
    this.deliveredBefore = new long[fleet.size()];
    this.secondsToCatchUp = new double[fleet.size()];
    Arrays.fill(secondsToCatchUp, Double.POSITIVE_INFINITY);
  }

  void faultIsOver() {
    faultIsOver = true;
    faultEndedAt = time.nanoTime();
    for (int i = 0; i < fleet.size(); i++) {
      target[i] = fleet.get(i).logged();
      deliveredBefore[i] = fleet.get(i).delivered();
      owed += target[i] - deliveredBefore[i];
    }
  }

  void look() {
    if (!faultIsOver) {
      return;
    }
    long paid = 0;
    for (int i = 0; i < fleet.size(); i++) {
      long delivered = fleet.get(i).delivered();
      paid += Math.min(delivered, target[i]) - deliveredBefore[i];
      if (delivered >= target[i] && Double.isInfinite(secondsToCatchUp[i])) {
        secondsToCatchUp[i] = (time.nanoTime() - faultEndedAt) / 1e9;
        caughtUp++;
      }
    }
    if (sharesAtHalf.length == 0 && paid * 2 >= owed) {
      sharesAtHalf = shares();
    }
  }

  /** Of what each instance owed when the fault was over, the part that it has delivered. */
  private double[] shares() {
    double[] shares = new double[fleet.size()];
    for (int i = 0; i < shares.length; i++) {
      long debt = target[i] - deliveredBefore[i];
      long paid = Math.min(fleet.get(i).delivered(), target[i]) - deliveredBefore[i];
      shares[i] = debt == 0 ? 1 : (double) paid / debt;
    }
    return shares;
  }

  boolean isComplete() {
    return caughtUp == fleet.size();
  }

  /** Events logged and not delivered when the fault was over. */
  long owed() {
    return owed;
  }

  /** From the end of the fault, ascending; infinite for who never did. */
  double[] secondsToCatchUp() {
    double[] sorted = secondsToCatchUp.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** Jain's index of the shares at half time: 1 when all are equal, 1/n when one has everything. */
  double fairness() {
    double sum = 0;
    double squares = 0;
    for (double share : sharesAtHalf) {
      sum += share;
      squares += share * share;
    }
    return squares == 0 ? 1 : sum * sum / (sharesAtHalf.length * squares);
  }

  long lost() {
    return fleet.stream().mapToLong(Instance::lost).sum();
  }
}
