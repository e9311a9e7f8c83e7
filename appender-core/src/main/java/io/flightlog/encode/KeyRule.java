package io.flightlog.encode;

import org.jspecify.annotations.Nullable;

/**
 * What is to become of a key's values.
 *
 * @param skipped left out
 * @param field the typed field they go to where they fit; null for a label
 * @param number whether a text that is a number is one
 * @param label where they go else, before {@link LabelName} has made a name of it
 * @param secret whether their text is never written
 */
record KeyRule(
    boolean skipped, @Nullable EcsField field, boolean number, String label, boolean secret) {

  static KeyRule skip(String key) {
    return new KeyRule(true, null, false, key, false);
  }

  static KeyRule of(String key, @Nullable EcsField field, boolean secret) {
    return new KeyRule(false, field, false, key, secret);
  }
}
