package io.flightlog.agent;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/**
 * Runs an {@link Agent} on a daemon thread of its own until told to stop. Supervised: what a step
 * throws is handed, behind the agent's role, to {@code onFailure}, and the loop goes on after a
 * pause. An interrupt does not end the loop (only {@link #stop} does), its flag is cleared so that
 * parking keeps working. Started once; {@code start}, {@code stop} and {@code join} belong to the
 * lifecycle thread, {@code wake} to anyone.
 */
public final class AgentThread {
  private static final long PAUSE_AFTER_FAILURE_NANOS = 5_000_000;

  private final Agent agent;
  private final BiConsumer<String, Throwable> onFailure;
  private final Thread thread;
  private final long maxParkNanos;
  private volatile boolean stopped;

  /** For an agent that finds its work by looking: it idles for 5 ms at most. */
  public AgentThread(Agent agent, BiConsumer<String, Throwable> onFailure) {
    this(agent, onFailure, IdleBackoff.MAX_PARK_NANOS);
  }

  /** For an agent that is woken when there is something to do: it idles for 50 ms at most. */
  public static AgentThread unhurried(Agent agent, BiConsumer<String, Throwable> onFailure) {
    return new AgentThread(agent, onFailure, IdleBackoff.LONG_PARK_NANOS);
  }

  private AgentThread(Agent agent, BiConsumer<String, Throwable> onFailure, long maxParkNanos) {
    this.agent = agent;
    this.onFailure = onFailure;
    this.maxParkNanos = maxParkNanos;
    this.thread = OwnThreads.create(agent.role(), this::run);
  }

  public void start() {
    thread.start();
  }

  /** Ends idling early. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  /** Asks the loop to end after the step in progress; does not wait. */
  public void stop() {
    stopped = true;
    wake();
  }

  /**
   * Waits for the loop to end, at most until the deadline; a thread that is stuck then is abandoned
   * (it is a daemon).
   *
   * @return whether it ended
   */
  public boolean join(Deadline deadline) {
    return deadline.awaitUninterruptibly(() -> !thread.isAlive());
  }

  private void run() {
    IdleBackoff idle = new IdleBackoff(maxParkNanos);
    while (!stopped) {
      idle.afterStep(supervisedStep());
      Thread.interrupted();
    }
  }

  private int supervisedStep() {
    try {
      return agent.doWork();
    } catch (Throwable failure) {
      report(failure);
      LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
      return 0;
    }
  }

  private void report(Throwable failure) {
    try {
      onFailure.accept(agent.role(), failure);
    } catch (Throwable ignored) {
      // reporting is best effort: the loop must outlive it
    }
  }
}
