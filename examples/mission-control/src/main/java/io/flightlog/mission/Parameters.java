package io.flightlog.mission;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The parameters of one request: those that it may have, each within its bounds. */
record Parameters(Map<String, List<String>> values) {
  private static final int LONGEST = 512;

  /**
   * @throws ApiException if there is one that is not allowed
   */
  static Parameters of(Context ctx, Set<String> allowed) {
    return of(ctx.queryParamMap(), allowed);
  }

  static Parameters of(Map<String, List<String>> values, Set<String> allowed) {
    for (String name : values.keySet()) {
      if (!allowed.contains(name)) {
        throw ApiException.badParameter("names", "out of " + new TreeSet<>(allowed), name);
      }
    }
    return new Parameters(values);
  }

  @Nullable String find(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    if (all.size() > 1) {
      throw ApiException.badParameter(name, "given once", String.join("', '", all));
    }
    return all.isEmpty() ? null : all.get(0);
  }

  String get(String name, String otherwise) {
    String value = find(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  String require(String name) {
    String value = find(name);
    if (value == null || value.isEmpty() || value.length() > LONGEST) {
      throw ApiException.badParameter(
          name, "given, with at most " + LONGEST + " characters", value == null ? "" : value);
    }
    return value;
  }

  int number(String name, int otherwise, int least, int most) {
    String text = get(name, String.valueOf(otherwise));
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException said) {
      // below
    }
    throw ApiException.badParameter(name, "a number from " + least + " to " + most, text);
  }

  boolean isOneOf(String name, String otherwise, String choice) {
    String value = get(name, otherwise);
    if (!value.equals(otherwise) && !value.equals(choice)) {
      throw ApiException.badParameter(name, otherwise + " or " + choice, value);
    }
    return value.equals(choice);
  }

  /** All values of a parameter that may be given several times; empty ones do not count. */
  List<String> all(String name, int most) {
    List<String> all =
        values.getOrDefault(name, List.of()).stream().filter(one -> !one.isEmpty()).toList();
    if (all.size() > most) {
      throw ApiException.badParameter(name, "given at most " + most + " times", all.toString());
    }
    for (String one : all) {
      if (one.length() > LONGEST) {
        throw ApiException.badParameter(name, "at most " + LONGEST + " characters", one);
      }
    }
    return all;
  }

  TimeRange range(Instant now) {
    return TimeRange.of(get("from", "now-15m"), get("to", "now"), now);
  }
}
