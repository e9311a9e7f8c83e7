package io.flightlog.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of a child's standard output: a word, and whole numbers by name. Anything else there,
 * even a single warning of a logging framework, makes the child's run a failed one.
 *
 * @param word what the line is about
 * @param numbers by name
 */
record Reply(String word, Map<String, Long> numbers) {
  private static final Pattern LINE = Pattern.compile("[a-z]+( [a-zA-Z0-9]+=-?\\d{1,18})*");

  Reply {
    numbers = Map.copyOf(numbers);
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
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      long number = Long.parseLong(parts[i].substring(equals + 1));
      if (numbers.put(parts[i].substring(0, equals), number) != null) {
        throw new TrialFailedException("a number twice: '" + line + "'");
      }
    }
    return new Reply(parts[0], numbers);
  }

  /**
   * The number of that name.
   *
   * @throws TrialFailedException if there is none
   */
  long number(String name) {
    Long number = numbers.get(name);
    if (number == null) {
      throw new TrialFailedException("no " + name + " in '" + this + "'");
    }
    return number;
  }

  /** Says it to the parent. */
  void print() {
    System.out.println(this);
    System.out.flush();
  }

  @Override
  public String toString() {
    return new TreeMap<>(numbers)
        .entrySet().stream()
            .map(number -> " " + number.getKey() + "=" + number.getValue())
            .collect(Collectors.joining("", word, ""));
  }
}
