package io.flightlog.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.task.search.SequenceRange;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeenSequencesTest {
  private final SeenSequences seen = new SeenSequences();

  private void add(String instance, long first, long last) {
    assertTrue(seen.add(Map.of(instance, List.of(new SequenceRange(first, last)))));
  }

  @Test
  void rangesThatTouchOrOverlapAreOne() {
    add("a", 5, 6);
    add("a", 0, 2);
    assertEquals("a:0-2,5-6", seen.text());
    add("a", 3, 3);
    assertEquals("a:0-3,5-6", seen.text());
    add("a", 4, 4);
    assertEquals("a:0-6", seen.text());
    add("a", 2, 9);
    assertEquals("a:0-9", seen.text());
    assertTrue(seen.contains("a", 9));
    assertFalse(seen.contains("a", 10));
    assertFalse(seen.contains("b", 9));
  }

  @Test
  void itHoldsWhatWasAddedInWhateverOrder() {
    Random random = new Random(7);
    BitSet expected = new BitSet();
    for (int i = 0; i < 2_000; i++) {
      int first = random.nextInt(5_000);
      int last = first + random.nextInt(6);
      add("a", first, last);
      expected.set(first, last + 1);
    }
    for (int i = 0; i < 5_010; i++) {
      assertEquals(expected.get(i), seen.contains("a", i), "sequence " + i);
    }
    seen.bound();
    assertEquals(seen.text(), SeenSequences.parse(seen.text()).text());
  }

  @Test
  void theLowestHolesOfWhoeverHasMostAreClosedFirst() {
    add("b", 0, 0);
    add("b", 9, 9);
    for (int i = 0; i <= SeenSequences.MOST_RANGES; i++) {
      add("a", 2L * i, 2L * i);
    }
    assertTrue(seen.bound());
    assertEquals(SeenSequences.MOST_RANGES, seen.size());
    assertTrue(seen.contains("a", 1));
    assertFalse(seen.contains("a", 2L * SeenSequences.MOST_RANGES - 1));
    assertFalse(seen.contains("b", 1));
    assertFalse(seen.bound());
  }

  @Test
  void thereIsRoomForSoManyInstances() {
    for (int i = 0; i < SeenSequences.MOST_INSTANCES; i++) {
      add("instance" + i, 0, 1);
    }
    Map<String, List<SequenceRange>> more = Map.of("more", List.of(new SequenceRange(0, 1)));
    assertFalse(seen.add(more));
    assertFalse(seen.contains("more", 0));
    seen.retain(List.of("instance3"));
    assertTrue(seen.add(more));
    assertEquals("instance3:0-1;more:0-1", seen.text());
  }

  @Test
  void aCursorIsReadAsItWasWritten() {
    TailCursor between = new TailCursor("a:0-3,5-6;b:0-9", null, null);
    assertEquals(between, TailCursor.parse(between.text()));
    TailCursor amid = new TailCursor("", "a:0-3", "WzEsMl0");
    assertEquals(amid, TailCursor.parse(amid.text()));
  }

  @Test
  void aCursorOfTheMostThatIsHeldFitsIntoAHeader() {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SeenSequences.MOST_INSTANCES; i++) {
      text.append(i == 0 ? "" : ";").append(Long.toString(random.nextLong() >>> 1, 32));
      for (int range = 0;
          range < SeenSequences.MOST_RANGES / SeenSequences.MOST_INSTANCES;
          range++) {
        long first = 1_000_000_000L * (range + 1) + random.nextInt(1_000_000);
        text.append(range == 0 ? ":" : ",").append(first).append('-').append(first + 17);
      }
    }
    String most = text.toString();
    assertTrue(new TailCursor(most, most, "x".repeat(100)).text().length() < 24_000);
  }

  @Test
  void whatIsNoCursorIsRefused() {
    for (String text : new String[] {"x", "%", "eJwL", "", "AAAA".repeat(1_000)}) {
      ApiException refused = assertThrows(ApiException.class, () -> TailCursor.parse(text), text);
      assertEquals("bad_parameter", refused.code());
    }
    String bomb = new TailCursor("a:0-1;".repeat(1_000_000), null, null).text();
    assertThrows(ApiException.class, () -> TailCursor.parse(bomb));
    assertThrows(
        ApiException.class, () -> TailCursor.parse(new TailCursor("a:x", null, null).text()));
  }
}
