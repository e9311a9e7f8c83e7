package io.flightlog.tool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A command's words, sorted into options and the rest: {@code --flag}, {@code --name value} or
 * {@code --name=value}, in any order; what follows {@code --} is no option. Immutable.
 */
final class Arguments {
  private final List<String> words;
  private final Map<String, List<String>> options;
  private final List<String> operands;

  private Arguments(List<String> words, Map<String, List<String>> options, List<String> operands) {
    this.words = List.copyOf(words);
    this.options = options;
    this.operands = operands;
  }

  static Arguments parse(List<String> words, Set<String> flags, Set<String> valued)
      throws UsageException {
    Map<String, List<String>> options = new HashMap<>();
    List<String> operands = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        operands.addAll(words.subList(i + 1, words.size()));
        break;
      }
      if (!word.startsWith("--")) {
        operands.add(word);
        continue;
      }
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      List<String> values = options.computeIfAbsent(name, first -> new ArrayList<>());
      if (flags.contains(name)) {
        if (equals >= 0) {
          throw new UsageException("option " + name + " takes no value");
        }
        values.add("");
      } else if (!valued.contains(name)) {
        throw new UsageException("there is no option " + name);
      } else if (equals >= 0) {
        values.add(word.substring(equals + 1));
      } else if (i + 1 < words.size() && !words.get(i + 1).startsWith("--")) {
        i++;
        values.add(words.get(i));
      } else {
        throw new UsageException("option " + name + " needs a value");
      }
    }
    return new Arguments(words, options, operands);
  }

  /** As they were given, behind these. */
  List<String> words(String... before) {
    List<String> all = new ArrayList<>(List.of(before));
    all.addAll(words);
    return all;
  }

  boolean has(String name) {
    return options.containsKey(name);
  }

  /** All values of an option that may be repeated. */
  List<String> values(String name) {
    return options.getOrDefault(name, List.of());
  }

  /** The value of an option that may be given once; null when it is not. */
  @Nullable String value(String name) throws UsageException {
    List<String> values = values(name);
    if (values.size() > 1) {
      throw new UsageException("option " + name + " is given twice");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  /** The one operand that there must be. */
  String directory() throws UsageException {
    if (operands.isEmpty()) {
      throw new UsageException("which directory? Name a spool, a destination or an instance in it");
    }
    if (operands.size() > 1) {
      throw new UsageException(
          "one directory only; what is \"" + operands.get(1) + "\"? (quote values with spaces)");
    }
    return operands.get(0);
  }
}
