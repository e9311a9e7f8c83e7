package io.flightlog.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaskerTest {
  private static final int BOUND = 1 << 16;

  @Test
  void aTextWithoutSecretsIsReturnedAsItIs() {
    Masker masker = all();
    for (String text : List.of("", "\u0000", "\ud800", "\udc00x", "$1 \\ ${x}", "plain words")) {
      assertSame(text, masker.mask(text, BOUND));
    }
    StringBuilder builder = builder("plain words");
    assertSame(builder, masker.mask(builder, BOUND));
  }

  @Test
  void aTextWithoutSecretsCostsTheHeapNothing() {
    Masker masker = all();
    String text = "wrote line 4711 of 200000 for anna in 17.25 ms; trace 4bf92f3577";
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 1000; i++) {
        assertSame(text, masker.mask(text, BOUND));
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 1000, least + " bytes for 1000 texts");
  }

  @Test
  void textAroundSecretsIsDataWhateverItLooksLike() {
    Masker masker = all();
    assertEquals("$1\\ \u0000 *** \ud800${x}", masker.mask("$1\\ \u0000 a@b.cd \ud800${x}", BOUND));
    assertEquals("***", masker.mask(builder("a@b.cd"), BOUND).toString());
  }

  @Test
  void ownPatternsReplaceWithTheirGroups() {
    assertEquals("pin=***,x", mask("pin=123,x", "pin=\\d+", "pin=***"));
    assertEquals("a-***-a", mask("a123", "([a-z])\\d+", "$1-***-$1"));
    assertEquals("<>", mask("b", "(a)?b", "<$1>"));
    assertEquals("a0", mask("ax", "(a)x", "$10"));
    assertEquals("x$1\\", mask("ax", "(a)x", "x\\$1\\\\"));
    assertEquals("a", mask("ax", "(?P<first>a)x", "${first}"));
    assertEquals("$", mask("ax", "ax", "$"));
    assertEquals("$x \\", mask("ax", "ax", "$x \\"));
    assertEquals("[$1\\]", mask("($1\\)", "\\((.*)\\)", "[$1]"));
    assertEquals("", mask("aaa", "a", ""));
  }

  @Test
  void whatSeveralRulesFindTogetherIsOneSecret() {
    MaskRule left = MaskRule.of("(ab)c", "<$1>");
    MaskRule right = MaskRule.of("cd+", "<right>");
    assertEquals("_***_", new Masker(List.of(left, right)).mask("_abcdd_", BOUND));
    assertEquals("_***_", new Masker(List.of(right, left)).mask("_abcdd_", BOUND));
    assertEquals("<ab><right>", new Masker(List.of(left, right)).mask("abccd", BOUND));
    assertEquals(
        "_***",
        new Masker(List.of(MaskRule.of("(user=\\S+) pw=\\S+", "$1"), MaskRule.of(Preset.EMAIL)))
            .mask("_user=joe@x.com pw=x", BOUND));
  }

  @Test
  void theRestIsHiddenOnceOneRuleHasFoundManySecrets() {
    String text = "x1".repeat(Spans.MAX_PER_FINDER + 50);
    String masked = mask(text, "\\d", "#");
    assertEquals("x#".repeat(Spans.MAX_PER_FINDER) + "x***", masked);
    String cards = all().mask("4111111111111111,".repeat(1000), BOUND);
    assertEquals("***,".repeat(Spans.MAX_PER_FINDER) + "***", cards);
  }

  @Test
  void aLongTextIsLookedAtBeyondItsBoundAndEndsThere() {
    Masker masker = all();
    String secret = "joe@example.com";
    for (int at = 980; at < 1001; at++) {
      masker.begin();
      String text = "y ".repeat(500).substring(0, at) + secret + " z".repeat(Masker.MARGIN);
      String masked = masker.mask(text, 1000);
      if (at < 1000) {
        assertTrue(masked.endsWith("*…") || masked.endsWith("…"), masked);
        assertFalse(masked.contains("joe"), masked);
        assertTrue(masked.length() <= 1004, masked);
        assertTrue(masker.cut());
      } else {
        assertSame(text, masked, "no secret begins in what is kept");
        assertFalse(masker.cut());
      }
    }
  }

  @Test
  void aSecretThatIsLongerThanTheMarginIsFoundByItsBeginning() {
    String token = "0123456789abcdef".repeat(Masker.MARGIN);
    assertEquals("Bearer ***…", all().mask("Bearer " + token, 1000));
    String key = "-----BEGIN PRIVATE KEY-----\n" + token;
    assertEquals("k ***…", all().mask("k " + key, 1000));
    assertEquals("***…", all().mask("eyJhbGciOiJkaXIifQ." + token, 1000));
  }

  @Test
  void aTextIsNotCutWithinAPair() {
    String text = "a@b.cd " + "y".repeat(992) + "😀" + " ".repeat(Masker.MARGIN + 1000);
    assertEquals("*** " + "y".repeat(992) + "…", all().mask(text, 1000));
  }

  @Test
  void aSequenceThatIsNoStringIsReadOnce() {
    String text = "mail a@b.cd";
    int[] reads = new int[text.length()];
    CharSequence once = new ReadingOnce(text, reads);
    assertEquals("mail ***", all().mask(once, BOUND).toString());
    assertTrue(Arrays.stream(reads).allMatch(count -> count == 1), Arrays.toString(reads));
  }

  @Test
  void numbersAreLookedAtWhereTheyCanHoldASecret() {
    assertFalse(all().mayHideIn(999_999_999_999.0));
    assertTrue(all().mayHideIn(-4_111_111_111_111_111.0));
    Masker noCards = new Masker(List.of(MaskRule.of(Preset.EMAIL)));
    assertFalse(noCards.mayHideIn(4_111_111_111_111_111.0));
    Masker own = new Masker(List.of(MaskRule.of("12", "***")));
    assertTrue(own.mayHideIn(12) && own.mayHideIn(Double.NaN));
  }

  private static String mask(String text, String pattern, String replacement) {
    return new Masker(List.of(MaskRule.of(pattern, replacement))).mask(text, BOUND);
  }

  private static StringBuilder builder(String text) {
    StringBuilder builder = new StringBuilder(text.length());
    return builder.append(text);
  }

  private static Masker all() {
    return new Masker(Arrays.stream(Preset.values()).map(MaskRule::of).toList());
  }

  private static final class ReadingOnce implements CharSequence {
    private final String text;
    private final int[] reads;

    ReadingOnce(String text, int[] reads) {
      this.text = text;
      this.reads = reads;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      reads[index]++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      throw new UnsupportedOperationException();
    }
  }
}
