package io.flightlog.encode;

import org.jspecify.annotations.Nullable;

/**
 * One writer's routes by key: an open-addressed table, since a key's String knows its hash.
 * Bounded: a key that finds it full, or is very long, gets a route that is not kept; {@link
 * #isFull} says when it should be cleared between events. One caller at a time; allocates for keys
 * that it does not have.
 */
final class RouteCache {
  private static final int MAX_ROUTES = 256;
  private static final int MAX_KEY_CHARS = 32 << 10;
  private static final int LONGEST_KEY = 1 << 10;
  private static final int INITIAL_SLOTS = 64;

  private final KeyRules rules;
  private @Nullable Route[] table = new Route[INITIAL_SLOTS];
  private int size;
  private int keyChars;

  RouteCache(KeyRules rules) {
    this.rules = rules;
  }

  Route find(String key) {
    int slot = slot(table, key);
    Route route = table[slot];
    return route != null ? route : add(key, slot);
  }

  /** Whether so many keys have come that most are likely never to come again. */
  boolean isFull() {
    return size == MAX_ROUTES || keyChars > MAX_KEY_CHARS;
  }

  void clear() {
    table = new Route[INITIAL_SLOTS];
    size = 0;
    keyChars = 0;
  }

  private Route add(String key, int slot) {
    Route route = new Route(key, rules.rule(key));
    if (isFull() || key.length() > LONGEST_KEY) {
      return route;
    }
    table[slot] = route;
    size++;
    keyChars += key.length();
    if (size > table.length / 4) {
      grow();
    }
    return route;
  }

  private void grow() {
    Route[] larger = new Route[table.length * 2];
    for (Route route : table) {
      if (route != null) {
        larger[slot(larger, route.key)] = route;
      }
    }
    table = larger;
  }

  /** Where the key's route is, or would be. */
  private static int slot(@Nullable Route[] table, String key) {
    int mask = table.length - 1;
    int hash = key.hashCode();
    int slot = (hash ^ hash >>> 16) & mask;
    Route route;
    while ((route = table[slot]) != null && !route.key.equals(key)) {
      slot = slot + 1 & mask;
    }
    return slot;
  }
}
