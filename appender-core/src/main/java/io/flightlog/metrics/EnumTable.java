package io.flightlog.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One value for each constant of an enum, always there. Immutable, but for what the values are. */
final class EnumTable<K extends Enum<K>, V> {
  private final K[] constants;
  private final List<V> values;

  EnumTable(Class<K> type, Function<K, V> valueFor) {
    this.constants = type.getEnumConstants();
    this.values = new ArrayList<>(constants.length);
    for (K constant : constants) {
      values.add(valueFor.apply(constant));
    }
  }

  @SuppressWarnings("EnumOrdinal") // the position in a table built from the same enum
  V get(K constant) {
    return values.get(constant.ordinal());
  }

  Iterable<V> values() {
    return values;
  }

  <R> Map<K, R> map(Function<V, R> reading, Class<K> type) {
    Map<K, R> readings = new EnumMap<>(type);
    for (K constant : constants) {
      readings.put(constant, reading.apply(get(constant)));
    }
    return readings;
  }
}
