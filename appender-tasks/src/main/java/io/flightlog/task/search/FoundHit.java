package io.flightlog.task.search;

import java.util.List;
import java.util.Map;

/**
 * A document, and where it is.
 *
 * @param index that holds it; of a data stream the backing index
 * @param id {@code _id}
 * @param highlights by field: its text with each place that the query found between {@link
 *     #FOUND_FROM} and {@link #FOUND_TO}; only fields in which something was found
 */
public record FoundHit(
    String index, String id, FoundLine line, Map<String, List<String>> highlights) {
  /** Characters of private use, which no text of a log is likely to have. */
  public static final String FOUND_FROM = "\uE000";

  public static final String FOUND_TO = "\uE001";

  public FoundHit {
    highlights = Map.copyOf(highlights);
  }
}
