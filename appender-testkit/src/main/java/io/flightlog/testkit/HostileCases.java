package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users' objects that throw, log, or never end, and many callers at once: the caller never notices.
 */
public interface HostileCases extends LogEncoding {

  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        NoClassDefFoundError.class,
        StackOverflowError.class,
        AssertionError.class
      })
  default void aThrowingToStringCostsOnlyItsOwnText(Class<? extends Throwable> type) {
    LogCall call =
        LogCall.info("before {} between {} after", new ThrowingText(type), "fine")
            .keyValue("bad", new ThrowingText(type))
            .keyValue("event.duration", new ThrowingText(type))
            .keyValue("task.id", new ThrowingText(type))
            .keyValue("good", "kept");
    LogDocument document = LogDocument.parse(encode(call));
    String message = document.text("message");
    assertTrue(message.startsWith("before ") && message.endsWith("between fine after"), message);
    assertEquals("kept", document.text("labels.good"));
  }

  @Test
  default void aToStringThatReturnsNullDoesNoHarm() {
    Object nullText = new ComputedText(() -> null);
    LogDocument document =
        LogDocument.parse(encode(LogCall.info("is {}", nullText).keyValue("k", nullText)));
    assertEquals("is null", document.text("message"));
  }

  @Test
  default void aToStringThatLogsLeavesBothEventsWhole() {
    List<LogDocument> inner = new ArrayList<>();
    Object logging =
        new ComputedText(
            () -> {
              LogCall nested = LogCall.info("inner {}", 1).mdc(Map.of("who", "inner"));
              inner.add(LogDocument.parse(encode(nested.keyValue("depth", 2))));
              return "logged";
            });
    LogCall outer = LogCall.info("outer {} end", logging).mdc(Map.of("who", "outer"));
    LogDocument document = LogDocument.parse(encode(outer.keyValue("lazy", logging)));
    assertEquals("outer logged end", document.text("message"));
    assertEquals("outer", document.text("labels.who"));
    assertEquals("logged", document.text("labels.lazy"));
    assertTrue(!inner.isEmpty(), "nobody asked for the text");
    inner.forEach(event -> assertEquals("inner 1", event.text("message")));
    inner.forEach(event -> assertEquals("inner", event.text("labels.who")));
  }

  @Test
  default void collectionsThatHoldEachOtherEnd() {
    List<Object> a = new ArrayList<>();
    List<Object> b = new ArrayList<>(List.of(a));
    a.add(b);
    Object[] array = new Object[1];
    array[0] = array;
    LogCall call = LogCall.info("{} {} end", a, array).keyValue("list", a).keyValue("array", array);
    assertTrue(LogDocument.parse(encode(call)).text("message").endsWith(" end"));
  }

  @Test
  default void anInterruptedCallerStaysInterrupted() {
    Thread.currentThread().interrupt();
    byte[] document = encode(LogCall.info("interrupted"));
    assertTrue(Thread.interrupted(), "the interrupt was swallowed");
    assertEquals("interrupted", LogDocument.parse(document).text("message"));
  }

  @Test
  default void callersAtOnceGetTheirOwnDocuments() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      assertOwnDocuments(callers, 8, 500);
    } finally {
      callers.shutdownNow();
    }
  }

  @Tag("T17")
  @Test
  default void tenThousandVirtualThreadsGetTheirOwnDocuments() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21");
    ExecutorService callers =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try {
      assertOwnDocuments(callers, 10_000, 2);
    } finally {
      callers.shutdownNow();
    }
  }

  private void assertOwnDocuments(ExecutorService executor, int callers, int events)
      throws InterruptedException, ExecutionException {
    List<Future<?>> done = new ArrayList<>();
    for (int c = 0; c < callers; c++) {
      String caller = "caller-" + c;
      done.add(
          executor.submit(
              () -> {
                for (int e = 0; e < events; e++) {
                  String text = caller + " says " + "é".repeat(e % 300) + e;
                  LogCall call = LogCall.info("{}", text).mdc(Map.of("caller", caller));
                  LogDocument document = LogDocument.parse(encode(call));
                  assertEquals(text, document.text("message"));
                  assertEquals(caller, document.text("labels.caller"));
                }
              }));
    }
    for (Future<?> one : done) {
      one.get();
    }
  }

  /** An object whose text is computed, or refused, when it is asked for. */
  record ComputedText(java.util.function.Supplier<String> text) {
    @Override
    public String toString() {
      return text.get();
    }
  }

  /** An object that throws when it is asked for its text, errors included. */
  record ThrowingText(Class<? extends Throwable> type) {
    @Override
    public String toString() {
      try {
        Throwable failure = type.getDeclaredConstructor().newInstance();
        if (failure instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) failure;
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException(type + " has no constructor without arguments", e);
      }
    }
  }
}
