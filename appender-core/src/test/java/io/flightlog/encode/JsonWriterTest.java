package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
  private static final byte[] A = JsonWriter.name("a");
  private static final byte[] B = JsonWriter.name("b");
  private static final int UNBOUNDED = 1 << 20;

  private final JsonWriter writer = new JsonWriter(16, 1 << 20);

  @Test
  void putsCommasBetweenMembersOnly() {
    writer.text(A, "x", UNBOUNDED);
    writer.number(B, 5);

    assertEquals("\"a\":\"x\",\"b\":5", text(writer));
  }

  @Test
  void escapesWhatWouldEndTextOrLineOrHideInATerminal() {
    writer.text(A, "\"\\\n\r\t\u0000\u001b\u007f\u0085\u2028\u2029/é€😀\u202e", UNBOUNDED);

    assertEquals(
        "\"a\":\"\\\"\\\\\\n\\r\\t\\u0000\\u001b\\u007f\\u0085\\u2028\\u2029/é€😀\u202e\"",
        text(writer));
  }

  @Test
  void everyCodePointComesBackFromStringsAndOtherSequences() {
    for (int from = 0; from <= Character.MAX_CODE_POINT; from += 0x400) {
      StringBuilder all = new StringBuilder();
      for (int c = from; c < from + 0x400; c++) {
        if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
          all.appendCodePoint(c);
        }
      }
      writer.reset();
      writer.text(A, all.toString(), UNBOUNDED);
      writer.text(B, all, UNBOUNDED);

      assertEquals(Map.of("a", all.toString(), "b", all.toString()), ParsedEvent.of(writer));
    }
  }

  @Test
  void everyLoneSurrogateIsReplacedWhereverItStands() {
    for (char half = Character.MIN_SURROGATE; half <= Character.MAX_SURROGATE; half++) {
      boolean high = Character.isHighSurrogate(half);
      String pair = high ? "" + half + half : half + "😀";
      writer.reset();
      writer.text(A, half + "x" + pair + half, UNBOUNDED);
      writer.text(B, builder(half + "x" + pair + half), UNBOUNDED);

      String expected = "\ufffdx" + (high ? "\ufffd\ufffd" : "\ufffd😀") + "\ufffd";
      assertEquals(Map.of("a", expected, "b", expected), ParsedEvent.of(writer));
    }
  }

  @Test
  void otherSequencesKeepPairsThatLieAcrossTheirSteps() {
    for (int lead = 250; lead < 260; lead++) {
      String value = "x".repeat(lead) + "😀".repeat(300);
      CharSequence foreign = java.nio.CharBuffer.wrap(value);
      writer.reset();
      writer.text(A, foreign, UNBOUNDED);

      assertEquals(Map.of("a", value), ParsedEvent.of(writer));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abcdefghijklmnopqrstuvwxyz",
        "äöü€😀\n\u0000\ud800äöü€😀\n\u0000",
        "😀😀😀😀😀😀"
      })
  void cutsAtTheLargestBorderThatLeavesRoomForTheMark(String value) {
    int whole = escapedBytes(value);
    for (int bound = 3; bound <= whole + 1; bound++) {
      writer.reset();
      assertTrue(writer.text(A, value, bound));
      String viaString = text(writer);
      writer.reset();
      assertTrue(writer.text(A, builder(value), bound));
      assertEquals(viaString, text(writer));

      String read = (String) ParsedEvent.of(writer).get("a");
      assertEquals(bound < whole, writer.cut(), "bound " + bound);
      assertEquals(bound < whole ? longestPrefix(value, bound - 3) + "…" : clean(value), read);
    }
  }

  @Test
  void piecesOfATextAreCutLikeTheWhole() {
    String value = "one 😀 two\n";
    for (int bound = 3; bound < 80; bound++) {
      writer.reset();
      writer.text(A, value.repeat(5), bound);
      String whole = text(writer);
      writer.reset();
      writer.openText(A, bound);
      for (int i = 0; i < 5; i++) {
        writer.append(value);
      }
      writer.closeText();

      assertEquals(whole, text(writer));
    }
  }

  @Test
  void leavesOutAndCountsWhatDoesNotFitEvenCut() {
    for (int max = 8; max < 40; max++) {
      JsonWriter small = new JsonWriter(4, max);
      int written = 0;
      for (int i = 0; i < 5; i++) {
        written += small.text(A, "äöü", UNBOUNDED) ? 1 : 0;
        written += small.number(A, 123L) ? 1 : 0;
        written += small.number(A, 0.5) ? 1 : 0;
      }

      assertTrue(small.length() <= max);
      assertEquals(15 - written, small.omitted());
      assertTrue(ParsedEventParts.isListOfMembers(text(small)), text(small));
    }
  }

  @Test
  void keepsReservedRoomFree() {
    JsonWriter small = new JsonWriter(16, 100);
    small.reserve(60);
    small.text(A, "x".repeat(200), UNBOUNDED);
    assertEquals(40, small.length());
    small.reserve(0);
    small.text(B, "y".repeat(200), UNBOUNDED);

    assertEquals(100, small.length());
    assertEquals(2, ParsedEvent.of(small).size());
  }

  @Test
  void rollsBackToTheLastCompleteMember() {
    writer.text(A, "x", UNBOUNDED);
    writer.openText(B, UNBOUNDED);
    writer.append("half");
    writer.rollback();

    assertEquals("\"a\":\"x\"", text(writer));
  }

  @Test
  void writesNumbersThatReadBackExactly() {
    for (long value : new long[] {0, 1, -1, 9, 10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE}) {
      writer.reset();
      writer.number(A, value);
      assertEquals(Map.of("a", value), ParsedEvent.of(writer));
    }
    for (double value : new double[] {0.1, -2.5, 1e300, 4.9e-324, Double.MAX_VALUE, 1e17, 0.0}) {
      writer.reset();
      writer.number(A, value);
      assertEquals(Map.of("a", value), ParsedEvent.of(writer));
    }
    writer.reset();
    writer.number(A, -3.0);
    assertEquals("\"a\":-3", text(writer));
  }

  @Test
  void everyPowerOfTenHasItsDigits() {
    for (long value = 1; value > 0 && value < Long.MAX_VALUE / 10; value *= 10) {
      for (long near : new long[] {value - 1, value, value + 1, -value}) {
        writer.reset();
        writer.number(A, near);
        assertEquals("\"a\":" + near, text(writer));
      }
    }
  }

  @Test
  void numbersThatJsonDoesNotHaveAreNotWritten() {
    for (double value : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0}) {
      assertFalse(writer.number(A, value));
    }
    assertEquals(0, writer.length());
  }

  @Test
  void arraysGrowWhileTheyAreTheLastMember() {
    writer.element(A, "x", UNBOUNDED);
    writer.element(A, "y\n", UNBOUNDED);
    assertEquals(Map.of("a", List.of("x", "y\n")), ParsedEvent.of(writer));
    writer.number(B, 1);

    assertFalse(writer.element(A, "z", UNBOUNDED));
    assertEquals(1, writer.omitted());
    assertEquals(Map.of("a", List.of("x", "y\n"), "b", 1L), ParsedEvent.of(writer));
  }

  @Test
  void anElementThatDoesNotFitLeavesTheArrayWhole() {
    for (int max = 6; max < 40; max++) {
      JsonWriter small = new JsonWriter(4, max);
      for (int i = 0; i < 6; i++) {
        small.element(A, "€€", UNBOUNDED);
      }
      assertTrue(small.length() <= max);
      assertTrue(small.length() == 0 || ParsedEvent.of(small).containsKey("a"));
    }
  }

  @Test
  void copiesOfAMemberAreWrittenAgainAnywhere() {
    byte[] copy = new byte[32];
    writer.text(A, "x", UNBOUNDED);
    int first = writer.copySince(0, copy);
    writer.reset();
    writer.number(B, 1);
    writer.member(copy, first);

    assertEquals("\"b\":1,\"a\":\"x\"", text(writer));
    assertEquals(0, writer.copySince(0, new byte[5]));
  }

  private static String text(JsonWriter writer) {
    return new String(writer.bytes(), 0, writer.length(), StandardCharsets.UTF_8);
  }

  private static CharSequence builder(String text) {
    StringBuilder builder = new StringBuilder();
    builder.append(text);
    return builder;
  }

  private static int escapedBytes(String value) {
    JsonWriter alone = new JsonWriter(16, 1 << 20);
    alone.text(A, value, UNBOUNDED);
    return alone.length() - "\"a\":\"\"".length();
  }

  private static String clean(String value) {
    return new String(value.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);
  }

  private static String longestPrefix(String value, int bytes) {
    String longest = "";
    for (int end = 0; end <= value.length(); end = next(value, end)) {
      if (escapedBytes(value.substring(0, end)) <= bytes) {
        longest = clean(value.substring(0, end));
      }
    }
    return longest;
  }

  private static int next(String value, int at) {
    return at == value.length() ? at + 1 : value.offsetByCodePoints(at, 1);
  }

  /** Names repeat in these tests, so the strict reader cannot be asked. */
  private static final class ParsedEventParts {
    static boolean isListOfMembers(String text) {
      return text.matches("(\"a\":(\"[äöü…]*\"|[0-9.]+)(,(?=.)|$))*");
    }
  }
}
