package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackTracesTest {
  private static final byte[] NAME = JsonWriter.name("t");

  @Test
  void readsLikePrintStackTrace() {
    assertSameAsPrinted(new RuntimeException("plain"));
    assertSameAsPrinted(new RuntimeException());
    assertSameAsPrinted(new RuntimeException("outer", deep(5, new Error("inner\nsecond line"))));
    Throwable withSuppressed = new RuntimeException("outer", deep(3, new Error("inner")));
    withSuppressed.addSuppressed(new IllegalStateException("first", deep(2, new Error("below"))));
    withSuppressed.addSuppressed(deep(1, new IllegalStateException("second")));
    withSuppressed.getCause().addSuppressed(new IllegalArgumentException("third"));
    assertSameAsPrinted(withSuppressed);
    assertSameAsPrinted(new CustomText());
    assertSameAsPrinted(new NoTrace());
  }

  @Test
  void endsCyclesAsPrintStackTraceDoes() {
    Throwable first = new RuntimeException("first");
    Throwable second = new RuntimeException("second", first);
    first.initCause(second);
    second.addSuppressed(first);
    assertSameAsPrinted(first);
    assertSameAsPrinted(second);
  }

  @Test
  void survivesThrowablesThatThrow() {
    String text = text(new Hostile(), 1 << 16);
    assertEquals("[toString() failed: java.lang.UnsupportedOperationException]\n", text);

    EcsWriter writer = Formats.begun(Formats.plain());
    writer.error(new Hostile());
    writer.end();
    Map<String, Object> event = ParsedEvent.of(writer);
    assertEquals(Hostile.class.getName(), event.get("error.type"));
    assertEquals(
        "[getMessage() failed: java.lang.UnsupportedOperationException]",
        event.get("error.message"));
  }

  @Test
  void survivesTracesThatAreNoneOrHaveHoles() {
    assertEquals(HolesInTrace.class.getName() + "\n", text(new HolesInTrace(null), 1 << 16));
    assertEquals(
        HolesInTrace.class.getName() + "\n",
        text(new HolesInTrace(new StackTraceElement[3]), 1 << 16));
  }

  @Test
  void stopsWhenTheTextIsFull() {
    Throwable chain = new RuntimeException("root");
    for (int i = 0; i < 100_000; i++) {
      chain = new NoTrace(chain);
    }
    String text = text(chain, 1000);
    assertTrue(text.endsWith("…"));
    assertTrue(text.length() <= 1000);
  }

  @Test
  void doesNotFollowSuppressedForEver() {
    Throwable innermost = new NoTrace();
    Throwable next = innermost;
    for (int i = 0; i < 10_000; i++) {
      Throwable outer = new NoTrace(null, true);
      outer.addSuppressed(next);
      next = outer;
    }
    String text = text(next, 1 << 20);
    assertTrue(text.contains("Suppressed: ... nested too deeply"), text);
    assertTrue(text.length() < 10_000, text);
  }

  @Test
  void writesTypeMessageAndTraceOfAnError() {
    EcsWriter writer = Formats.begun(Formats.plain());
    writer.error(new IllegalStateException("job \"7\" failed", new Error()));
    writer.end();

    Map<String, Object> event = ParsedEvent.of(writer);
    assertEquals("java.lang.IllegalStateException", event.get("error.type"));
    assertEquals("job \"7\" failed", event.get("error.message"));
    assertTrue(event.get("error.id").toString().matches("[0-9a-f]{16}"));
    assertTrue(event.get("error.stack_trace").toString().contains("Caused by: java.lang.Error"));
  }

  @Test
  void leavesOutAMessageThatIsNone() {
    EcsWriter writer = Formats.begun(Formats.plain());
    writer.error(new RuntimeException());
    writer.end();

    assertFalse(ParsedEvent.of(writer).containsKey("error.message"));
  }

  @Test
  void cutsTheTraceAtItsBound() {
    EcsWriter writer =
        Formats.begun(Formats.with(options -> options.set("maxStackTraceBytes", "100")));
    writer.error(new RuntimeException("x".repeat(200)));
    writer.end();

    String trace = (String) ParsedEvent.of(writer).get("error.stack_trace");
    assertTrue(trace.startsWith("java.lang.RuntimeException: xxx") && trace.endsWith("x…"), trace);
    assertTrue(writer.truncated());
  }

  @Test
  void framesOfReflectionAndLambdasAreKeptInTheText() throws Exception {
    Method thrower = StackTracesTest.class.getDeclaredMethod("thrower");
    try {
      thrower.invoke(null);
    } catch (ReflectiveOperationException expected) {
      assertSameAsPrinted(expected);
    }
  }

  static void thrower() {
    Runnable lambda =
        () -> {
          throw new IllegalStateException("in a lambda");
        };
    lambda.run();
  }

  private static <T extends Throwable> T deep(int depth, T throwable) {
    if (depth > 0) {
      return deep(depth - 1, throwable);
    }
    throwable.fillInStackTrace();
    return throwable;
  }

  private static void assertSameAsPrinted(Throwable throwable) {
    StringWriter printed = new StringWriter();
    throwable.printStackTrace(new PrintWriter(printed));
    assertEquals(
        printed.toString().replace(System.lineSeparator(), "\n"), text(throwable, 1 << 20));
  }

  private static String text(Throwable throwable, int bound) {
    JsonWriter out = new JsonWriter(64, 2 << 20);
    out.openText(NAME, bound);
    new StackTraces(out, null, bound).append(throwable);
    out.closeText();
    return (String) ParsedEvent.of(out).get("t");
  }

  @SuppressWarnings("OverrideThrowableToString")
  private static final class CustomText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return "says\twhat it \u0000 likes";
    }
  }

  private static final class NoTrace extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoTrace() {
      this(null);
    }

    NoTrace(Throwable cause) {
      this(cause, false);
    }

    NoTrace(Throwable cause, boolean suppression) {
      super("no trace", cause, suppression, false);
    }
  }

  private static final class HolesInTrace extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient StackTraceElement[] trace;

    HolesInTrace(StackTraceElement[] trace) {
      this.trace = trace;
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      return trace;
    }
  }

  private static final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException();
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Throwable getCause() {
      throw new UnsupportedOperationException();
    }
  }
}
