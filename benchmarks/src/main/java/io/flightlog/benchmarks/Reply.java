package io.flightlog.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of a child's standard output: a word, and whole numbers and lists of them by name.
 * Anything else there, even a single warning of a logging framework, makes the child's run a failed
 * one.
 *
 * @param word what the line is about
 * @param numbers by name
 * @param lists by name
 */
record Reply(String word, Map<String, Long> numbers, Map<String, List<Long>> lists) {
  private static final Pattern LINE =
      Pattern.compile("[a-z]+( [a-zA-Z0-9]+=(-?\\d{1,18}|\\[[-,\\d]*]))*");

  Reply {
    numbers = Map.copyOf(numbers);
    lists = Map.copyOf(lists);
  }

  Reply(String word, Map<String, Long> numbers) {
    this(word, numbers, Map.of());
  }

  /**
   * Reads a line.
   *
   * @throws TrialFailedException if it is anything but a reply
   */
  static Reply parse(String line) {
    if (!LINE.matcher(line).matches()) {
      throw new TrialFailedException("not a reply: '" + line + "'");
    }
    String[] parts = line.split(" ", -1);
    Map<String, Long> numbers = new TreeMap<>();
    Map<String, List<Long>> lists = new TreeMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      String name = parts[i].substring(0, equals);
      List<Long> values = values(parts[i].substring(equals + 1), line);
      boolean list = parts[i].endsWith("]");
      if (list ? lists.put(name, values) != null : numbers.put(name, values.get(0)) != null) {
        throw new TrialFailedException("a name twice: '" + line + "'");
      }
    }
    return new Reply(parts[0], numbers, lists);
  }

  private static List<Long> values(String text, String line) {
    String inner = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    try {
      return inner.isEmpty()
          ? List.of()
          : Arrays.stream(inner.split(",", -1)).map(Long::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new TrialFailedException("not a reply: '" + line + "'");
    }
  }

  /**
   * The number of that name.
   *
   * @throws TrialFailedException if there is none
   */
  long number(String name) {
    return there(numbers.get(name), name);
  }

  /**
   * The list of that name.
   *
   * @throws TrialFailedException if there is none
   */
  List<Long> list(String name) {
    return there(lists.get(name), name);
  }

  private <T> T there(@Nullable T value, String name) {
    if (value == null) {
      throw new TrialFailedException("no " + name + " in '" + this + "'");
    }
    return value;
  }

  /** Says it to the parent. */
  void print() {
    System.out.println(this);
    System.out.flush();
  }

  @Override
  public String toString() {
    Map<String, String> all = new TreeMap<>();
    numbers.forEach((name, value) -> all.put(name, value.toString()));
    lists.forEach((name, values) -> all.put(name, values.toString().replace(" ", "")));
    return all.entrySet().stream()
        .map(value -> " " + value.getKey() + "=" + value.getValue())
        .collect(Collectors.joining("", word, ""));
  }
}
