package io.flightlog.task.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import co.elastic.clients.elasticsearch._types.FieldValue;
import java.io.IOException;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class PageTest {
  /** Numbers from {@code first} to 6, three a page. */
  private static Page<Long> from(long first) {
    boolean more = first + 2 < 6;
    List<Long> items = more ? List.of(first, first + 1, first + 2) : List.of(first);
    return new Page<>(
        items,
        more ? List.of(FieldValue.of(first + 2)) : List.of(),
        place -> from(place.get(0).longValue() + 1));
  }

  @Test
  void pagesFollowEachOther() throws IOException {
    Page<Long> page = from(0);
    assertEquals(List.of(0L, 1L, 2L), page.items());
    assertTrue(page.hasNext());
    assertEquals(List.of(3L, 4L, 5L), page.next().items());
    assertEquals(page.next().items(), page.next().items());
    Page<Long> last = page.next().next();
    assertEquals(List.of(6L), last.items());
    assertFalse(last.hasNext());
    assertThrows(NoSuchElementException.class, last::next);
  }

  @Test
  void allOfThemAreThisPageAndThoseBehindIt() throws IOException {
    assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L), from(0).all(7));
    assertEquals(List.of(3L, 4L, 5L, 6L), from(0).next().all(4));
  }

  @Test
  void nothingIsCut() {
    for (int most : new int[] {1, 2, 3, 5, 6}) {
      SearchFailedException failure =
          assertThrows(SearchFailedException.class, () -> from(0).all(most));
      assertEquals(
          "there are more than " + most + ": narrow the search, or take it page by page",
          failure.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> from(0).all(0));
  }

  @Test
  void itsItemsCannotBeChanged() {
    assertThrows(UnsupportedOperationException.class, () -> from(0).items().clear());
  }
}
