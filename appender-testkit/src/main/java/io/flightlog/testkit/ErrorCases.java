package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Throwables of every shape: {@code error.*}, bounded, cycle-safe, and equal failures group. */
public interface ErrorCases extends LogEncoding {

  /** Default of {@code maxStackTraceBytes}. */
  int MAX_STACK_TRACE_BYTES = 32 * 1024;

  @Test
  default void errorHasTypeMessageStackAndId() {
    LogDocument document = document(new IllegalStateException("no paper", new IOException("jam")));
    assertEquals("java.lang.IllegalStateException", document.text("error.type"));
    assertEquals("no paper", document.text("error.message"));
    assertFalse(document.text("error.id").isBlank());
    String stack = document.text("error.stack_trace");
    assertTrue(stack.startsWith("java.lang.IllegalStateException: no paper"), stack);
    assertTrue(stack.contains("at " + ErrorCases.class.getName()), stack);
    assertTrue(stack.contains("Caused by: java.io.IOException: jam"), stack);
  }

  @Test
  default void suppressedThrowablesStandInTheStack() {
    Throwable failure = new IllegalStateException("outer");
    failure.addSuppressed(new IOException("while closing"));
    String stack = document(failure).text("error.stack_trace");
    assertTrue(stack.contains("Suppressed: java.io.IOException: while closing"), stack);
  }

  @Test
  default void aThrowableWithoutMessageHasNone() {
    LogDocument document = document(new IllegalStateException());
    assertFalse(document.has("error.message"), document::toString);
    assertEquals("java.lang.IllegalStateException", document.text("error.type"));
  }

  @Test
  default void equalFailuresHaveOneIdWhateverTheySay() {
    Set<String> ids = new HashSet<>();
    for (String message : List.of("invoice 1 of anna", "invoice 2 of bert")) {
      ids.add(document(failure(message)).text("error.id"));
    }
    assertEquals(1, ids.size(), ids::toString);
  }

  @Test
  default void failuresOfOtherTypePlaceOrCauseHaveAnotherId() {
    Throwable failure = failure("m");
    String id = document(failure).text("error.id");
    Throwable otherPlace = failure("m");
    otherPlace.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("a.B", "c", "B.java", 1)});
    assertNotEquals(id, document(otherPlace).text("error.id"), "thrown elsewhere");
    Throwable otherType = new IllegalStateException("m", failure.getCause());
    otherType.setStackTrace(failure.getStackTrace());
    assertNotEquals(id, document(otherType).text("error.id"), "another type");
    Throwable otherCause = new java.io.UncheckedIOException("m", new FileNotFoundException("m"));
    otherCause.setStackTrace(failure.getStackTrace());
    assertNotEquals(id, document(otherCause).text("error.id"), "another cause");
  }

  @Test
  @Timeout(20)
  default void cyclesOfCausesAndSuppressedEnd() {
    Throwable a = new IllegalStateException("a");
    Throwable b = new IllegalArgumentException("b", a);
    a.initCause(b);
    a.addSuppressed(b);
    b.addSuppressed(a);
    LogDocument document = document(a);
    assertEquals("a", document.text("error.message"));
    assertTrue(document.text("error.stack_trace").contains("IllegalArgumentException: b"));
  }

  @Test
  @Timeout(20)
  default void throwablesThatSuppressEachOtherWidelyEnd() {
    Throwable[] all = new Throwable[12];
    for (int i = 0; i < all.length; i++) {
      all[i] = new IllegalStateException("t" + i);
    }
    for (Throwable one : all) {
      for (Throwable other : all) {
        if (one != other) {
          one.addSuppressed(other);
        }
      }
    }
    assertBounded(document(all[0]));
  }

  @Test
  @Timeout(20)
  default void tenThousandCausesStayUnderTheBound() {
    Throwable failure = new IOException("root");
    for (int i = 0; i < 10_000; i++) {
      failure = new IllegalStateException("level " + i, failure);
    }
    LogDocument document = document(failure);
    assertEquals("level 9999", document.text("error.message"));
    assertBounded(document);
  }

  @Test
  @Timeout(20)
  default void aStackOfHundredThousandFramesStaysUnderTheBound() {
    StackTraceElement[] frames = new StackTraceElement[100_000];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = new StackTraceElement("a.b.Recursive", "méthode" + i, "Recursive.java", i);
    }
    Throwable failure = new StackOverflowError();
    failure.setStackTrace(frames);
    LogDocument document = document(failure);
    assertTrue(document.text("error.stack_trace").contains("a.b.Recursive.méthode0"));
    assertBounded(document);
  }

  @Test
  default void aThrowableWithoutStackStillHasItsType() {
    LogDocument document = document(new Stackless("quick"));
    assertEquals(Stackless.class.getName(), document.text("error.type"));
    assertEquals("quick", document.text("error.message"));
    assertFalse(document.text("error.id").isBlank());
  }

  @Test
  default void aThrowableWhoseMethodsThrowStillGivesADocument() {
    LogDocument document = document(new Throwing());
    assertEquals("with a throwable", document.text("message"));
    assertEquals("ERROR", document.text("log.level"));
  }

  @Test
  default void aThrowableAsLastArgumentIsTheError() {
    LogCall call = LogCall.at(LogCall.Level.ERROR, "task {} failed", "t-1", failure("m"));
    LogDocument document = LogDocument.parse(encode(call));
    assertEquals("task t-1 failed", document.text("message"));
    assertEquals("java.io.UncheckedIOException", document.text("error.type"));
  }

  /** A throwable that knows nothing of where it was thrown. */
  final class Stackless extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stackless(String message) {
      super(message, null, false, false);
    }
  }

  /** A throwable of which each question throws. */
  final class Throwing extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException("getMessage");
    }

    @Override
    public String toString() {
      throw new UnsupportedOperationException("toString");
    }
  }

  private static Throwable failure(String message) {
    return new java.io.UncheckedIOException(message, new IOException(message));
  }

  private LogDocument document(Throwable failure) {
    return LogDocument.parse(encode(LogCall.error("with a throwable", failure)));
  }

  private static void assertBounded(LogDocument document) {
    byte[] stack = document.text("error.stack_trace").getBytes(StandardCharsets.UTF_8);
    assertTrue(stack.length <= MAX_STACK_TRACE_BYTES + 3, () -> stack.length + " bytes of stack");
    assertTrue(document.bytes() <= TextCases.MAX_DOCUMENT_BYTES, () -> document.bytes() + " bytes");
  }
}
