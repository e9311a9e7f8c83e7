package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private final DeadLetters letters = new DeadLetters();

  @Test
  void keepsTheNewestWithinItsBoundsAndCountsWhatMadeRoom() {
    for (int i = 0; i < DeadLetters.MAX_LETTERS + 5; i++) {
      letters.add(letter(i, 10));
    }
    assertEquals(DeadLetters.MAX_LETTERS, letters.list().size());
    assertEquals(5, letters.list().get(0).sequence());
    assertEquals(5, letters.evicted());

    letters.add(letter(7777, DeadLetters.MAX_CHARS));
    assertEquals(List.of(7777L), letters.drain().stream().map(DeadLetter::sequence).toList());
    assertEquals(List.of(), letters.list());
    letters.add(letter(1, 10));
    assertEquals(1, letters.list().size());
  }

  @Tag("T13")
  @Test
  void aListenerThatThrowsHurtsNobody() {
    letters.onArrival(
        letter -> {
          throw new AssertionError("the host's");
        });
    letters.add(letter(1, 1));
    assertTrue(letters.list().size() == 1);
  }

  private static DeadLetter letter(long sequence, int chars) {
    return new DeadLetter(sequence, Instant.EPOCH, 400, "type", "reason", "x".repeat(chars));
  }
}
