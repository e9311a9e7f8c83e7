package io.flightlog.task.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * One page of an answer; {@link #next} asks for the one behind it. Nothing is left out between
 * pages, and nothing is there twice; what arrives in the index meanwhile may be there or not.
 * Immutable; any thread; holds nothing open in the server.
 */
public final class Page<T> {
  /** Asks for what comes behind a place in the answer. */
  @FunctionalInterface
  interface Source<T> {
    Page<T> after(List<FieldValue> place) throws IOException;
  }

  private final List<T> items;
  private final List<FieldValue> end;
  private final Source<T> source;

  /**
   * @param end the place of the last item; empty if nothing comes behind it
   */
  Page(List<T> items, List<FieldValue> end, Source<T> source) {
    this.items = List.copyOf(items);
    this.end = List.copyOf(end);
    this.source = source;
  }

  /** In the order of the question; empty if nothing was found. */
  public List<T> items() {
    return items;
  }

  /** Whether there is more than this page. */
  public boolean hasNext() {
    return !end.isEmpty();
  }

  /**
   * Where the next page begins, as a text to be kept: {@link TaskSearch#hits(SortOrder, List,
   * String)} goes on there.
   *
   * @throws NoSuchElementException if there is none
   */
  public String place() {
    requireNext();
    return Place.text(end);
  }

  /**
   * The page behind this one.
   *
   * @throws NoSuchElementException if there is none
   * @throws IOException as the question does
   */
  public Page<T> next() throws IOException {
    requireNext();
    return source.after(end);
  }

  private void requireNext() {
    if (!hasNext()) {
      throw new NoSuchElementException("this is the last page");
    }
  }

  /**
   * The items of this page and of all behind it.
   *
   * @param most how many the caller has room for, at least 1
   * @throws SearchFailedException if there are more: it never cuts
   * @throws IOException as the question does
   */
  public List<T> all(int most) throws IOException {
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1, was " + most);
    }
    List<T> all = new ArrayList<>(items);
    Page<T> page = this;
    while (page.hasNext() && all.size() < most) {
      page = page.next();
      all.addAll(page.items);
    }
    if (all.size() > most || page.hasNext()) {
      throw new SearchFailedException(
          SearchFailedException.Reason.TOO_MUCH,
          "there are more than " + most + ": narrow the search, or take it page by page");
    }
    return List.copyOf(all);
  }
}
