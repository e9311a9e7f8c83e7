package io.flightlog.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever chooses the text cannot choose how much work it makes: counted by characters read. */
class HostileTextTest {
  private static final int SIZE = 1 << 17;

  /** All presets together, and the engine's own looks around each character. */
  private static final int READS_PER_CHARACTER = 120;

  static Stream<String> pieces() {
    return Stream.of(
        "a",
        " ",
        "1",
        "4",
        "4 ",
        "4-",
        "1 1",
        "@",
        "a@",
        "@a.",
        "a@b.cd",
        "a@b.c-",
        ".",
        "a.b@",
        "://",
        "://:",
        "://a:b",
        "://a:b@",
        ":",
        "eyJ",
        "eyJeyJhbGciOi",
        "eyJhbGciOiJIUzI.",
        "..",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n-----END ",
        "-----",
        "bearer ",
        "bearer:",
        "basic basic1234 ",
        "authorization: ",
        "authorization",
        "authorization: bearer ",
        "Authorization: digest a=",
        "api",
        "api_key=",
        "DE89",
        "DE89 ",
        "de89370400440532013000",
        "AB12CD34",
        "4111111111111111 ",
        "\u0000",
        "\ud83d",
        "😀",
        "é@");
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void workGrowsWithTheLengthOfTheText(String piece) {
    long reads = reads(piece.repeat(SIZE / piece.length()));
    assertTrue(reads <= (long) READS_PER_CHARACTER * SIZE, () -> reads / SIZE + " a character");
  }

  @Test
  void aMebibyteOfEverythingIsMasked() {
    String everything = String.join(" ", pieces().toList());
    String text = everything.repeat((1 << 20) / everything.length());
    String masked = all().mask(text, 1 << 20);
    assertTrue(masked.length() < text.length());
  }

  /** With java.util.regex, each of these runs for longer than the universe has. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void patternsThatBacktrackCatastrophicallyElsewhereEndHere() {
    String text = "a".repeat(10_000);
    List<String> patterns = List.of("(a+)+b", "(a|aa)+b", "(a*)*b", "(a|a?)+b", "([a-z]+)*=");
    for (String pattern : patterns) {
      Masker masker = new Masker(List.of(MaskRule.of(pattern, "***")));
      assertEquals(text, masker.mask(text, 1 << 16));
    }
  }

  /** Each match looks ahead to the end of the text: quadratic for any engine, without a bound. */
  @Test
  void aPatternThatLooksFarAheadFromEachMatchIsBounded() {
    Masker masker = new Masker(List.of(MaskRule.of("a+b|a", "#")));
    CountingText text = new CountingText("a".repeat(20_000));
    assertTrue(masker.mask(text.toString(), 1 << 16).startsWith("#"));
    Finder finder = MaskRule.of("a+b|a", "#").newFinders().get(0);
    finder.find(text, text.length(), begun(text));
    assertTrue(text.reads <= (Spans.MAX_PER_FINDER + 1) * 5L * text.length(), "" + text.reads);
  }

  private static long reads(String piece) {
    CountingText text = new CountingText(piece);
    for (Preset preset : Preset.values()) {
      for (Finder finder : preset.newFinders()) {
        finder.find(text, text.length(), begun(text));
      }
    }
    return text.reads;
  }

  private static Spans begun(CharSequence text) {
    Spans found = new Spans();
    found.begin(text.length());
    return found;
  }

  private static Masker all() {
    return new Masker(Arrays.stream(Preset.values()).map(MaskRule::of).toList());
  }

  private static final class CountingText implements CharSequence {
    private final String text;
    private long reads;

    CountingText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
