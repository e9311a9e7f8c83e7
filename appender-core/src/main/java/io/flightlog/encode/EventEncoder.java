package io.flightlog.encode;

/**
 * The seam to a logging framework: reads one of its events into a writer. Called by caller threads,
 * concurrently, each with a writer of its own, so it holds no state that changes. What it throws
 * ends in {@link EcsWriter#failed}: the members that were complete are kept.
 *
 * @param <E> the framework's event
 */
@FunctionalInterface
public interface EventEncoder<E> {

  /**
   * Writes the event by the named methods, in their order in {@link EcsWriter}; must not keep
   * {@code out}.
   */
  void encode(E event, EcsWriter out);
}
