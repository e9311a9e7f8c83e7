package io.flightlog.task.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code in {@code docs/queries.md}. */
final class QueriesPage {
  private static final Pattern SECTION = Pattern.compile("^## (.*)$", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("@timestamp|\\b[a-z_]+(\\.[a-z_]+)+\\b");
  private static final Pattern EQUAL = Pattern.compile("(\\S+) == (\"[^\"]*\")");
  private static final Pattern PRESENT = Pattern.compile("(\\S+) IS NOT NULL");

  private QueriesPage() {}

  /** The code of one language, by the heading above it. */
  static Map<String, List<String>> code(String language) {
    String page = text();
    Pattern block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
    Map<String, List<String>> code = new LinkedHashMap<>();
    for (Matcher found = block.matcher(page); found.find(); ) {
      String heading = "";
      for (Matcher section = SECTION.matcher(page.substring(0, found.start())); section.find(); ) {
        heading = section.group(1);
      }
      code.computeIfAbsent(heading, key -> new ArrayList<>()).add(found.group(1).strip());
    }
    return code;
  }

  /** What an ES|QL text selects, as a query string. */
  static String selection(String esql) {
    List<String> conditions = new ArrayList<>();
    for (String line : esql.lines().filter(line -> line.startsWith("| WHERE ")).toList()) {
      for (String condition : line.substring("| WHERE ".length()).split(" AND ", -1)) {
        conditions.add(condition(condition));
      }
    }
    return String.join(" AND ", conditions);
  }

  private static String condition(String condition) {
    Matcher equal = EQUAL.matcher(condition);
    if (equal.matches()) {
      return equal.group(1) + ":" + equal.group(2);
    }
    Matcher present = PRESENT.matcher(condition);
    if (present.matches()) {
      return "_exists_:" + present.group(1);
    }
    if (condition.equals("@timestamp > NOW() - 1 hour")) {
      return "@timestamp:[now-1h TO *]";
    }
    throw new AssertionError("no such condition is known here: " + condition);
  }

  /** The fields that an ES|QL text names. */
  static List<String> fields(String esql) {
    return NAME.matcher(esql.replaceAll("\"[^\"]*\"", "\"\""))
        .results()
        .map(r -> r.group())
        .toList();
  }

  private static String text() {
    try {
      return Files.readString(Path.of("..", "docs", "queries.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
