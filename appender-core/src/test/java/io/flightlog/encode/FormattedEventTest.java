package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts that are formatted into the writer, and contexts that hold key-values too. */
class FormattedEventTest {
  private final EcsWriter writer = Formats.begun(Formats.plain());

  @Test
  void aTextThatIsFormattedBeginsAnewForEachEvent() {
    writer.message("long ago", (text, out) -> out.append(text));
    writer.begin();
    writer.timestamp(0, 0);
    writer.message("now", (text, out) -> out.append(text));
    assertMembers(Map.of("message", "now"));
  }

  @Test
  void whatFormattingThrowsStandsBehindWhatItHadWritten() {
    writer.message(
        "half",
        (text, out) -> {
          out.append(text);
          throw new IllegalStateException("no more");
        });
    writer.contextEntry("k", "kept");
    assertMembers(
        Map.of(
            "message", "half[format failed: java.lang.IllegalStateException]", "labels.k", "kept"));
  }

  @Test
  void aMixedEntryIsOfTheContextUnlessOnlyKeyValuesMayHaveItsName() {
    writer.mixedEntry("userId", "anna");
    writer.mixedEntry("event.action", "task-run");
    writer.mixedEntry("shop", "b12");
    writer.mixedEntry("traceId", "");
    writer.mixedEntry("nothing", null);
    assertMembers(Map.of("user.id", "anna", "event.action", "task-run", "labels.shop", "b12"));
  }

  private void assertMembers(Map<String, Object> expected) {
    writer.end();
    Map<String, Object> event = ParsedEvent.of(writer);
    event.remove("@timestamp");
    assertEquals(expected, event);
  }
}
