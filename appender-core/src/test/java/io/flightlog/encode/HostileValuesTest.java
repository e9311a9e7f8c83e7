package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.HostileTexts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Objects that lie, have no end or are huge: a document within its bounds, and no work beyond. */
@Timeout(60)
class HostileValuesTest {
  private static final int WRITERS = 16;

  /** What a pooled writer may remember of the worst that came. */
  private static final long MOST_PER_WRITER = 512 << 10;

  @Test
  void charactersThatLieAboutTheirLengthDoNoHarm() {
    for (int length : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 0, 5}) {
      EcsWriter writer = Formats.begun(Formats.plain());
      writer.message(new Lying(length));
      writer.end();
      Map<String, Object> event = ParsedEvent.of(writer);
      assertTrue(((String) event.get("message")).length() <= 16 << 10, "length " + length);
    }
  }

  @Test
  void nobodyAsksForATextThatHasNoPlace() {
    AtomicInteger asked = new AtomicInteger();
    Object value =
        new Object() {
          @Override
          public String toString() {
            return "text " + asked.incrementAndGet();
          }
        };
    EcsWriter writer = Formats.begun(Formats.with(options -> options.set("maxFields", "3")));
    for (int i = 0; i < 1000; i++) {
      writer.keyValue("key" + i, value);
    }
    writer.end();
    assertEquals("997", ParsedEvent.of(writer).get("labels.flightlog_truncated"));
    assertEquals(3, asked.get());
  }

  @Test
  void hugeNumbersAndTextsAreCutOrLeftOut() {
    EcsWriter writer = Formats.begun(Formats.plain());
    writer.keyValue("decimal", new BigDecimal("1e1000000000"));
    writer.keyValue("integer", BigInteger.ONE.shiftLeft(1_000_000));
    writer.keyValue("text", "x".repeat(50_000_000));
    writer.keyValue("k".repeat(10_000), "long key");
    writer.keyValue(".".repeat(300), "nested key");
    writer.end();
    Map<String, Object> event = ParsedEvent.of(writer);
    assertEquals("1E+1000000000", event.get("labels.decimal"));
    assertTrue(((String) event.get("labels.text")).length() <= 8 << 10);
    assertEquals("long key", event.get("labels." + "k".repeat(253) + "…"));
    assertEquals("nested key", event.get("labels." + "_".repeat(253) + "…"));
    assertTrue(writer.length() <= 64 << 10);
  }

  @Test
  void causesWithoutEndEnd() {
    AtomicInteger made = new AtomicInteger();
    EcsWriter writer = Formats.begun(Formats.plain());
    writer.error(new Endless(made));
    writer.end();
    Map<String, Object> event = ParsedEvent.of(writer);
    assertTrue(((String) event.get("error.stack_trace")).length() <= 32 << 10);
    assertTrue(made.get() < 2000, () -> made + " causes were asked for");
  }

  /** Each of them is asked for its text only while there is room for it. */
  @Test
  void suppressedThrowablesBeyondTheBoundAreNotLookedAt() {
    AtomicInteger asked = new AtomicInteger();
    Throwable broad = new IllegalStateException("broad");
    for (int i = 0; i < 100_000; i++) {
      broad.addSuppressed(new Counted(asked));
    }
    EcsWriter writer = Formats.begun(Formats.plain());
    writer.error(broad);
    writer.end();
    assertTrue(writer.truncated());
    assertTrue(asked.get() < 5000, () -> asked + " suppressed ones were asked for their text");
  }

  @Test
  void hugeTextsMakeNoLargerBuffer() {
    String huge = "x".repeat(50_000_000);
    EcsWriter writer = Formats.begun(Formats.plain());
    writer.message(huge);
    writer.keyValue("huge", huge);
    writer.logger(huge);
    writer.thread(huge);
    writer.tag(huge);
    writer.contextEntry(huge, huge);
    writer.end();
    assertTrue(writer.buffer().length <= 64 << 10);
    assertFalse(ParsedEvent.of(writer).isEmpty());
  }

  @Test
  void environmentAndConstantsAreData() {
    long seed = Long.getLong("flightlog.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      FakeFacts facts = new FakeFacts();
      for (String name : new String[] {"OTEL_SERVICE_NAME", "HOSTNAME", "K8S_POD_NAME"}) {
        facts.variables.put(name, text(random));
      }
      facts.variables.put(
          "OTEL_RESOURCE_ATTRIBUTES",
          "service.version=%0a%22%7D%7D%0d" + text(random) + ",=,%,a=%zz,agent.type=forged,k8s");
      facts.files.put("/proc/sys/kernel/hostname", text(random));
      facts.command = text(random);
      EcsFormat format =
          new EcsFormat(
              Formats.config(options -> options.addField("team", "blue")),
              "0123456789abcdef",
              facts,
              TraceSource.NONE,
              warning -> {});
      byte[] constants = format.constants();
      Map<String, Object> members = ParsedEvent.of(constants, constants.length);
      assertEquals("flightlog", members.get("agent.type"), () -> "seed " + seed);
      assertTrue(
          members.keySet().stream().allMatch(HostileValuesTest::isStated),
          () -> "seed " + seed + " " + members.keySet());
    }
  }

  /** So many that every cache of every writer is full of values that never come again. */
  @Test
  void writersRememberLittleOfWhatNeverComesAgain() {
    WriterPool pool = new WriterPool(Formats.plain());
    long before = used();
    List<EcsWriter> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      EcsWriter writer = pool.acquire();
      writers.add(writer);
      feed(writer, w);
    }
    writers.forEach(pool::release);
    long each = (used() - before) / WRITERS;
    System.out.println("a writer remembers " + (each >> 10) + " KiB of hostile values");
    assertTrue(each < MOST_PER_WRITER, () -> each + " B for each writer");
    assertEquals(WRITERS, writers.size());
  }

  /** As much as a cache takes before it is cleared, each value twice: then its bytes are kept. */
  private static void feed(EcsWriter writer, int number) {
    for (int i = 0; i < 250; i++) {
      String fresh = "\u0436".repeat(50) + number + "-" + i;
      for (int twice = 0; twice < 3; twice++) {
        writer.begin();
        writer.timestamp(0, 0);
        writer.level(fresh);
        writer.logger(fresh + fresh + fresh);
        writer.thread(fresh + fresh + fresh);
        writer.contextEntry(fresh + fresh, fresh);
        writer.keyValue(fresh + fresh, fresh);
        writer.end();
      }
    }
    writer.begin();
    writer.tag("x".repeat(1_000_000));
    writer.contextEntry("k".repeat(1_000_000), "v");
    for (int i = 0; i < 10_000; i++) {
      writer.contextEntry("of one event " + i, "v");
    }
    writer.end();
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static boolean isStated(String name) {
    return name.matches("(agent|service|host|process|container|kubernetes|event|data_stream)\\..*")
        || name.equals("labels.team");
  }

  private static String text(SplittableRandom random) {
    String text = HostileTexts.random(random) + "x";
    return text.substring(0, Math.min(100, text.length()));
  }

  private record Lying(int length) implements CharSequence {
    @Override
    public char charAt(int index) {
      return index % 7 == 0 ? '\ud83d' : 'a';
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return this;
    }
  }

  /** Has another cause each time it is asked. */
  private static final class Endless extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient AtomicInteger made;

    Endless(AtomicInteger made) {
      super("one more", null, false, false);
      this.made = made;
    }

    @Override
    public synchronized Throwable getCause() {
      made.incrementAndGet();
      return new Endless(made);
    }
  }

  private static final class Counted extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient AtomicInteger asked;

    Counted(AtomicInteger asked) {
      super("counted", null, false, false);
      this.asked = asked;
    }

    @Override
    public String getMessage() {
      asked.incrementAndGet();
      return "counted";
    }
  }
}
