package io.flightlog.mission;

import io.flightlog.task.search.FoundHit;
import io.flightlog.task.search.FoundLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A hit of the search.
 *
 * @param highlights by field: {@code [start, end)} in what is shown of it; null: none
 * @param late of the tail: it arrived long after its time
 */
record ShownHit(
    String id,
    String index,
    FoundLine line,
    @Nullable Map<String, List<int[]>> highlights,
    @Nullable Boolean late) {

  static ShownHit of(FoundHit hit) {
    FoundLine line = ShownLine.of(hit.line());
    Map<String, List<int[]>> highlights = new TreeMap<>();
    add(highlights, hit, "message", line.message());
    add(highlights, hit, "error.message", line.error() == null ? null : line.error().message());
    return new ShownHit(
        hit.id(), hit.index(), line, highlights.isEmpty() ? null : highlights, null);
  }

  static ShownHit ofTail(FoundHit hit, boolean late) {
    return new ShownHit(
        hit.id(), hit.index(), ShownLine.of(hit.line()), null, late ? Boolean.TRUE : null);
  }

  private static void add(
      Map<String, List<int[]>> highlights, FoundHit hit, String field, @Nullable String shown) {
    List<String> marked = hit.highlights().getOrDefault(field, List.of());
    if (shown != null && marked.size() == 1) {
      List<int[]> ranges = ranges(marked.get(0), shown);
      if (!ranges.isEmpty()) {
        highlights.put(field, ranges);
      }
    }
  }

  /**
   * Where the marks are, once they are taken out.
   *
   * @param shown the text, or the beginning of it; nothing is marked if it is another text, as when
   *     it has marks of its own
   */
  static List<int[]> ranges(String marked, String shown) {
    char from = FoundHit.FOUND_FROM.charAt(0);
    char to = FoundHit.FOUND_TO.charAt(0);
    List<int[]> ranges = new ArrayList<>();
    int at = 0;
    int start = -1;
    for (int i = 0; i < marked.length(); i++) {
      char c = marked.charAt(i);
      if (c == from && start < 0) {
        start = at;
      } else if (c == to && start >= 0) {
        ranges.add(new int[] {start, at});
        start = -1;
      } else if (at == shown.length()) {
        break; // the text happens to be cut there
      } else if (c == shown.charAt(at)) {
        at++;
      } else if (at == shown.length() - 1) {
        break; // the ellipsis of a text that was cut
      } else {
        return List.of();
      }
    }
    return ranges;
  }
}
