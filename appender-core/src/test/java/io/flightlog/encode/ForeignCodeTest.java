package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Code of applications runs while an event is written, and may do what it likes. */
class ForeignCodeTest {
  @Test
  void aThrowingToStringIsNamedInItsPlace() {
    Object throwing =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("no text");
          }
        };
    String text = "[toString() failed: java.lang.IllegalStateException]";
    assertEquals(Map.of("labels.k", text), written("k", throwing));
    assertEquals(Map.of("task.id", text), written("task.id", throwing));
    assertEquals(
        Map.of("labels.k", "[toString() failed: java.lang.StackOverflowError]"),
        written("k", new Endless()));
    assertEquals(Map.of("labels.k", "null"), written("k", new NoText()));
  }

  @Test
  void aDyingJvmIsNotHidden() {
    Object dying =
        new Object() {
          @Override
          public String toString() {
            throw new OutOfMemoryError("for the test");
          }
        };
    EcsWriter writer = Formats.begun(Formats.plain());
    assertThrows(OutOfMemoryError.class, () -> writer.keyValue("k", dying));
    writer.failed(new OutOfMemoryError());
    writer.end();
    assertTrue(ParsedEvent.of(writer).containsKey("labels.flightlog_encoding_failure"));
  }

  @Test
  void aToStringThatLogsGetsAWriterOfItsOwn() {
    WriterPool pool = new WriterPool(Formats.plain());
    EcsWriter outer = pool.acquire();
    outer.begin();
    outer.timestamp(0, 0);
    outer.message("outer");
    String[] inner = new String[1];
    outer.keyValue(
        "k",
        new Object() {
          @Override
          public String toString() {
            EcsWriter nested = pool.acquire();
            nested.begin();
            nested.message("inner");
            nested.end();
            inner[0] = (String) ParsedEvent.of(nested).get("message");
            pool.release(nested);
            return "value";
          }
        });
    outer.end();

    assertEquals("inner", inner[0]);
    assertEquals("outer", ParsedEvent.of(outer).get("message"));
    assertEquals("value", ParsedEvent.of(outer).get("labels.k"));
  }

  private static Map<String, Object> written(String key, Object value) {
    EcsWriter writer = Formats.begun(Formats.plain());
    writer.keyValue(key, value);
    writer.end();
    Map<String, Object> event = ParsedEvent.of(writer);
    event.remove("@timestamp");
    return event;
  }

  private static final class Endless {
    @Override
    public String toString() {
      return "more " + this;
    }
  }

  @SuppressWarnings("ToStringReturnsNull")
  private static final class NoText {
    @Override
    public String toString() {
      return null;
    }
  }
}
