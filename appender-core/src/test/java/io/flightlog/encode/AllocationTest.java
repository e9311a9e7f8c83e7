package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.CharBuffer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hot path leaves nothing to the collector, whether the context stays or changes. */
class AllocationTest {
  private static final int EVENTS = 2_000;
  private static final int ROUNDS = 20;

  private final WriterPool pool = new WriterPool(Formats.with(options -> {}, TraceSource.detect()));
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void encodingAnEventAllocatesNothing() {
    Map<String, String> steady = context(0);
    assertEquals(0, leastAllocated(new String[][] {flat(steady)}));
  }

  @Test
  void changingContextsAllocateNothing() {
    String[][] contexts = new String[32][];
    for (int i = 0; i < contexts.length; i++) {
      contexts[i] = flat(context(i));
    }
    assertEquals(0, leastAllocated(contexts));
  }

  /** The least of several rounds: the JVM itself may allocate once on this thread. */
  private long leastAllocated(String[][] contexts) {
    String[] messages = new String[64];
    for (int i = 0; i < messages.length; i++) {
      messages[i] = "Exported invoice " + i + " of customer größer-" + i + " in " + i * 3 + " ms";
    }
    CharBuffer reused = CharBuffer.wrap("formatted into memory that is used again".toCharArray());
    long id = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = threads.getThreadAllocatedBytes(id);
      for (int i = 0; i < EVENTS; i++) {
        CharSequence message = i % 8 == 0 ? reused : messages[i % messages.length];
        encode(i, message, contexts[i % contexts.length]);
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(id) - before);
    }
    return least;
  }

  private void encode(int i, CharSequence message, String[] context) {
    EcsWriter writer = pool.acquire();
    writer.begin();
    writer.timestamp(1_700_000_000 + i / 100, i * 1000);
    writer.level("INFO");
    writer.logger("com.example.scheduler.InvoiceExport");
    writer.thread("worker-3");
    writer.message(message);
    for (int k = 0; k < context.length; k += 2) {
      writer.contextEntry(context[k], context[k + 1]);
    }
    writer.end();
    pool.release(writer);
  }

  private static Map<String, String> context(int i) {
    Map<String, String> context = new HashMap<>();
    context.put("task.id", "task-" + i);
    context.put("task.name", "invoice-export");
    context.put("user.id", "user-" + i % 7);
    context.put("trace.id", String.format("%032x", i + 1));
    context.put("span.id", String.format("%016x", i + 1));
    context.put("instance", "scheduler-3");
    return context;
  }

  private static String[] flat(Map<String, String> context) {
    String[] flat = new String[context.size() * 2];
    int at = 0;
    for (Map.Entry<String, String> entry : context.entrySet()) {
      flat[at++] = entry.getKey();
      flat[at++] = entry.getValue();
    }
    return flat;
  }
}
