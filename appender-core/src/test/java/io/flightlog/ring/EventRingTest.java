package io.flightlog.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.RingBuffer;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EventRingTest {
  private final EventRing ring = new EventRing(4, 8, 32);
  private final Recording drained = new Recording();

  @Test
  void handsOutEventsInOrderWithTheirSequences() {
    assertEquals(0, offer("a"));
    assertEquals(1, offer("bb"));
    assertEquals(2, ring.poll(drained, 10));
    assertEquals(List.of("0:a", "1:bb"), drained.seen);
    assertEquals(1, ring.drained());
    assertEquals(0, ring.backlog());
  }

  @Test
  void refusesWhenFullAndTakesAgainAfterAPoll() {
    for (int i = 0; i < 4; i++) {
      assertEquals(i, offer("x"));
    }
    assertEquals(EventRing.NO_ROOM, offer("x"));
    ring.poll(drained, 1);
    assertEquals(4, offer("y"));
  }

  @Tag("T20")
  @Test
  void pollIsBoundedAndGoesOnWhereItStopped() {
    offer("a");
    offer("b");
    offer("c");
    assertEquals(2, ring.poll(drained, 2));
    assertEquals(1, ring.poll(drained, 2));
    assertEquals(List.of("0:a", "1:b", "2:c"), drained.seen);
  }

  @Test
  void stopsWhenTheHandlerSaysSoWithoutLosingTheEvent() {
    offer("a");
    offer("b");
    drained.more = false;
    assertEquals(1, ring.poll(drained, 10));
    assertEquals(1, ring.poll(drained, 10));
    assertEquals(List.of("0:a", "1:b"), drained.seen);
  }

  @Tag("T7")
  @Test
  void largeEventsCarryTheirOwnArrayWithinTheirBudget() {
    String large = "x".repeat(20);
    assertEquals(0, offer(large));
    assertEquals(EventRing.NO_ROOM, offer(large), "20 + 20 bytes exceed the budget of 32");
    assertEquals(1, offer("small"), "the budget binds large events only");
    ring.poll(drained, 10);
    assertEquals(2, offer(large), "the budget came free");
    ring.poll(drained, 10);
    assertEquals(List.of("0:" + large, "1:small", "2:" + large), drained.seen);
  }

  @Test
  void aLargeEventOnAFullRingGivesItsBudgetBack() {
    for (int i = 0; i < 4; i++) {
      offer("x");
    }
    for (int i = 0; i < 5; i++) {
      assertEquals(EventRing.NO_ROOM, offer("x".repeat(20)));
    }
    ring.poll(drained, 10);
    assertEquals(4, offer("x".repeat(20)));
  }

  @Test
  void aProducerThatDiesAfterItsClaimStallsNothing() {
    assertEquals(0, ring.offer(new byte[2], 5), "copying 5 bytes out of 2 fails inside the claim");
    offer("b");
    assertEquals(2, ring.poll(drained, 10));
    assertEquals(List.of("0:aborted", "1:b"), drained.seen);
  }

  @Test
  void aSlotIsLeftAbortedForItsNextTurn() {
    for (int i = 0; i < 4; i++) {
      offer("x");
    }
    ring.poll(drained, 10);
    assertEquals(4, ring.offer(new byte[2], 5));
    ring.poll(drained, 10);
    assertEquals("4:aborted", drained.seen.get(4));
  }

  @Test
  void afterSealingNoOfferCanSucceed() {
    offer("a");
    assertEquals(3, ring.seal());
    assertEquals(EventRing.NO_ROOM, offer("late"));
    ring.poll(drained, 10);
    assertEquals(List.of("0:a"), drained.seen);
  }

  @Test
  void publishingWakesNobody() throws ReflectiveOperationException {
    Field buffer = EventRing.class.getDeclaredField("ring");
    buffer.setAccessible(true);
    Object ringBuffer = buffer.get(ring);
    Field sequencer = RingBuffer.class.getSuperclass().getDeclaredField("sequencer");
    sequencer.setAccessible(true);
    Object multiProducer = sequencer.get(ringBuffer);
    Field strategy = multiProducer.getClass().getSuperclass().getDeclaredField("waitStrategy");
    strategy.setAccessible(true);
    assertInstanceOf(NeverWakes.class, strategy.get(multiProducer));
  }

  @Test
  void keepsEveryEventOfManyProducersInTheirOwnOrder() throws InterruptedException {
    EventRing shared = new EventRing(64, 16, 1024);
    int producers = 4;
    int each = 20_000;
    List<Thread> threads = new ArrayList<>();
    for (int p = 0; p < producers; p++) {
      String prefix = p + ":";
      threads.add(new Thread(() -> produce(shared, prefix, each)));
    }
    threads.forEach(Thread::start);
    int[] next = new int[producers];
    long[] expected = {0};
    SlotHandler inOrder =
        new SlotHandler() {
          @Override
          public boolean onEvent(long sequence, byte[] bytes, int length) {
            String[] parts = new String(bytes, 0, length, StandardCharsets.UTF_8).split(":", 2);
            assertEquals(expected[0]++, sequence);
            assertEquals(next[Integer.parseInt(parts[0])]++, Integer.parseInt(parts[1]));
            return true;
          }

          @Override
          public boolean onAborted(long sequence) {
            throw new AssertionError("aborted " + sequence);
          }
        };
    while (expected[0] < (long) producers * each) {
      if (shared.poll(inOrder, 256) == 0) {
        Thread.onSpinWait();
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertTrue(shared.claimed() == (long) producers * each - 1);
  }

  private static void produce(EventRing ring, String prefix, int count) {
    for (int i = 0; i < count; i++) {
      byte[] bytes = (prefix + i).getBytes(StandardCharsets.UTF_8);
      while (ring.offer(bytes, bytes.length) == EventRing.NO_ROOM) {
        Thread.onSpinWait();
      }
    }
  }

  private long offer(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ring.offer(bytes, bytes.length);
  }

  private static final class Recording implements SlotHandler {
    private final List<String> seen = new ArrayList<>();
    private boolean more = true;

    @Override
    public boolean onEvent(long sequence, byte[] bytes, int length) {
      seen.add(sequence + ":" + new String(bytes, 0, length, StandardCharsets.UTF_8));
      return more;
    }

    @Override
    public boolean onAborted(long sequence) {
      seen.add(sequence + ":aborted");
      return more;
    }
  }
}
