package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text holds: valid JSON, one line, and the same text again on the other side. */
public interface TextCases extends LogEncoding {

  /** Default of {@code maxMessageBytes}. */
  int MAX_MESSAGE_BYTES = 16 * 1024;

  /** Default of {@code maxEventBytes}, plus room for constants if the front-end adds them here. */
  int MAX_DOCUMENT_BYTES = 64 * 1024 + 8 * 1024;

  /** A text that breaks naive writers: quotes, escapes, line ends of all kinds, controls, emoji. */
  String NASTY = "q\" b\\ /\b\f\n\r\t \u0000\u001f\u007f\u0085\u2028\u2029 é 日 😀 \ufeff\uffff</x>";

  @Test
  default void everyCodePointRoundTripsInTheMessage() {
    StringBuilder chunk = new StringBuilder();
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (!isSurrogate(codePoint)) {
        chunk.appendCodePoint(codePoint);
      }
      if (chunk.length() >= 1024 || codePoint == Character.MAX_CODE_POINT) {
        assertEquals(chunk.toString(), messageOf(chunk.toString()));
        chunk.setLength(0);
      }
    }
  }

  @Test
  default void everySurrogateHalfIsKeptOrReplacedAndHarmsNoNeighbour() {
    StringBuilder chunk = new StringBuilder();
    for (char half = Character.MIN_SURROGATE; half <= Character.MAX_SURROGATE; half++) {
      chunk.append('<').append(half).append('>');
      if (chunk.length() >= 768 || half == Character.MAX_SURROGATE) {
        assertSameButForHalves(chunk.toString());
        chunk.setLength(0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00", "a\ud83d\"", "\ud83d\\"})
  default void brokenPairsAtTheEdgesOfATextStayValid(String text) {
    assertSameButForHalves(text);
  }

  @Test
  default void nastyTextIsOneLineWhereverItStands() {
    LogCall call =
        LogCall.error(NASTY + "{}", new IllegalStateException(NASTY))
            .logger("logger " + NASTY)
            .thread("thread " + NASTY)
            .mdc(java.util.Map.of("mdc", NASTY, NASTY, "mdc key"))
            .keyValue("key", NASTY)
            .keyValue(NASTY + "2", "key of key-value")
            .marker(NASTY);
    LogDocument document = LogDocument.parse(encode(call));
    assertEquals("logger " + NASTY, document.text("log.logger"));
    assertEquals("thread " + NASTY, document.text("process.thread.name"));
    assertEquals(NASTY, document.text("labels.mdc"));
    assertEquals(NASTY, document.text("labels.key"));
    assertEquals(NASTY, document.text("error.message"));
    assertEquals(NASTY, document.field("tags").get(0).textValue());
    assertTrue(document.labelValues().containsAll(List.of("mdc key", "key of key-value")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "日", "😀", "\"", "\\", "\n", "\u0001", "\ud83d"})
  default void aMegabyteIsCutOnACharacterBorder(String unit) {
    for (int shift = 0; shift < 6; shift++) {
      String whole = "x".repeat(shift) + unit.repeat((1 << 20) / unit.length());
      LogDocument document = LogDocument.parse(encode(LogCall.info(whole)));
      String message = document.text("message");
      assertTrue(message.endsWith("…"), () -> "not marked as cut: " + tail(message));
      String kept = message.substring(0, message.length() - 1);
      int keptBytes = kept.getBytes(StandardCharsets.UTF_8).length;
      assertTrue(keptBytes <= MAX_MESSAGE_BYTES, () -> "kept " + keptBytes + " bytes");
      assertTrue(keptBytes >= MAX_MESSAGE_BYTES / 8, () -> "kept only " + keptBytes + " bytes");
      assertSameButForHalves(whole.substring(0, kept.length()), kept);
      assertTrue(document.bytes() <= MAX_DOCUMENT_BYTES, () -> document.bytes() + " bytes");
    }
  }

  @Test
  default void aMessageJustWithinTheBoundIsNotCut() {
    String message = "a".repeat(MAX_MESSAGE_BYTES - 16);
    assertEquals(message, messageOf(message));
  }

  @Test
  default void aMegabyteInEachOtherPlaceStaysUnderTheBound() {
    String huge = "h".repeat(1 << 20);
    LogCall call =
        LogCall.error("{}", new IllegalStateException(huge, new RuntimeException(huge)))
            .logger("l" + huge)
            .thread("t" + huge)
            .mdc(java.util.Map.of("task.id", huge, "user.id", huge, "some", huge, "k" + huge, "v"))
            .keyValue("value", huge)
            .keyValue("kv" + huge, huge)
            .marker(huge);
    LogDocument document = LogDocument.parse(encode(call));
    assertTrue(document.bytes() <= MAX_DOCUMENT_BYTES, () -> document.bytes() + " bytes");
    assertEquals("ERROR", document.text("log.level"));
    assertTrue(document.has("@timestamp"), "the time of the event is gone");
  }

  private String messageOf(String text) {
    return LogDocument.parse(encode(LogCall.info(text))).text("message");
  }

  private void assertSameButForHalves(String text) {
    assertSameButForHalves(text, messageOf(text));
  }

  private static void assertSameButForHalves(String expected, String actual) {
    assertEquals(plain(expected), plain(actual));
  }

  /** A lone half may come back as itself, as U+FFFD or as a question mark. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> isSurrogate(c) || c == '\ufffd' ? '?' : c)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean isSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - 40));
  }
}
