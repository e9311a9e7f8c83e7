package io.flightlog.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @Test
  void harmlessTextStaysAsItIs() {
    String text = "größer: 日本 😀 … <script> ${x} %m";
    assertSame(text, Printable.of(text, 100));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "\u0007",
        "\n",
        "\r",
        "\t",
        "\u001b",
        "\u007f",
        "\u0085",
        "\u009b",
        "\u200b",
        "\u200f",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u2066",
        "\u2069",
        "\ufeff",
        "\ud800",
        "\udc00",
        "\udb40\udc41"
      })
  void whatATerminalOrAnEditorWouldObeyBecomesASpace(String evil) {
    assertEquals("a b", Printable.of("a" + evil + "b", 100));
  }

  @Test
  void longTextIsCutOnACharacterBorder() {
    assertEquals("abc…", Printable.of("abcdef", 3));
    assertEquals("ab…", Printable.of("ab😀cd", 3));
    assertEquals("abc", Printable.of("abc", 3));
  }

  @Test
  void everyMessageOfAPipelineIsPrintable() {
    RecordedDiagnostics channel = new RecordedDiagnostics();
    Diagnostics limited = new RateLimitedDiagnostics(channel, () -> 0);
    String evil = "file \u001b[2J\r\n\u202ename " + "x".repeat(5000);
    limited.info(evil);
    limited.warn(evil, null);
    limited.error(evil, null);
    String expected = "file  [2J   name ";
    assertTrue(channel.infos().get(0).startsWith(expected), channel.infos()::toString);
    assertTrue(channel.warnings().get(0).startsWith(expected), channel.warnings()::toString);
    assertTrue(channel.errors().get(0).startsWith(expected), channel.errors()::toString);
    assertEquals(RateLimitedDiagnostics.MAX_CHARS + 1, channel.warnings().get(0).length());
  }
}
