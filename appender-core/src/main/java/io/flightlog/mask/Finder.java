package io.flightlog.mask;

/**
 * Finds the secrets of one kind in a text, in time linear in its length. May hold state of a
 * search: belongs to one {@link Masker}.
 */
@FunctionalInterface
interface Finder {

  /**
   * Adds each secret that begins before {@code end}, in order of its beginning. Ends when {@code
   * found} takes no more.
   */
  void find(CharSequence text, int end, Spans found);
}
