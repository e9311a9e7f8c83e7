package io.flightlog.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rows under headings, in columns as wide as they need be. */
final class Table {
  private static final String GAP = "  ";

  private final Set<Integer> rightAligned;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param rightAligned columns of numbers
   */
  Table(Set<Integer> rightAligned, List<String> headings) {
    this.rightAligned = rightAligned;
    rows.add(headings);
  }

  void row(List<String> cells) {
    rows.add(cells);
  }

  void print(Console console) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        String space = " ".repeat(widths[i] - cell.length());
        line.append(i == 0 ? "" : GAP);
        line.append(rightAligned.contains(i) ? space + cell : cell + space);
      }
      console.print(line.toString().stripTrailing());
    }
  }
}
