package io.flightlog.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The field names that {@code docs/documents.md} states: in its tables, in the first column; one
 * that begins with a dot has the first part of the name before it.
 */
final class DocumentNames {
  private static final Pattern ROW = Pattern.compile("^\\| (`[^|]*`) \\|.*", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");
  private static final int MAX_LABEL_BYTES = 256;

  private final Set<String> names = new TreeSet<>();

  private DocumentNames() {}

  /** Of a module's test, beside whose folder the page lies. */
  static DocumentNames stated() {
    DocumentNames stated = new DocumentNames();
    try {
      String page = Files.readString(Path.of("..", "docs", "documents.md"));
      for (Matcher row = ROW.matcher(page); row.find(); ) {
        stated.addAll(row.group(1));
      }
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
    return stated;
  }

  private void addAll(String cell) {
    String first = "";
    for (Matcher name = NAME.matcher(cell); name.find(); ) {
      String text = name.group(1);
      first = text.startsWith(".") ? first : text.substring(0, (text + ".").indexOf('.'));
      if (text.indexOf('*') < 0) {
        names.add(text.startsWith(".") ? first + text : text);
      }
    }
  }

  boolean contain(String name) {
    return names.contains(name) || isLabel(name, "labels.") || isLabel(name, "numeric_labels.");
  }

  private static boolean isLabel(String name, String prefix) {
    String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
    return !rest.isBlank()
        && rest.indexOf('.') < 0
        && rest.chars().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c))
        && rest.getBytes(StandardCharsets.UTF_8).length <= MAX_LABEL_BYTES;
  }
}
