package io.flightlog.agent;

/**
 * A thread's work as a step. All calls come from one thread at a time: the {@link AgentThread}'s,
 * or a test's that steps by hand. Modelled on Agrona's {@code Agent}.
 */
public interface Agent {
  /** Ends the thread's name: {@code flightlog-<role>}. */
  String role();

  /**
   * Does one bounded step and never blocks.
   *
   * @return how much was done; 0 lets the caller idle
   */
  int doWork();
}
