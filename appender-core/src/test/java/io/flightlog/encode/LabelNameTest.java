package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "orderId|orderId",
        "''|_",
        ".|_",
        "...|___",
        "a..b|a__b",
        ".a|_a",
        "a.|a_",
        "a.b.c|a_b_c",
        "a*\"b|a__b",
        "' '|_",
        "two words|two_words",
        "größe 😀|größe_😀"
      })
  void makesANameOfAnyKey(String key, String name) {
    assertEquals(name, LabelName.of(key));
  }

  @Test
  void controlCharactersAndAllKindsOfSpaceBecomeUnderscores() {
    assertEquals("a_____b", LabelName.of("a\u0000\n\u007f\u00a0\u3000b"));
  }

  @Test
  void loneSurrogatesAreReplaced() {
    assertEquals("a\ufffdb\ufffd", LabelName.of("a\udc00b\ud800"));
  }

  @Test
  void longNamesAreCutOnACharacterBorder() {
    assertEquals("x".repeat(256), LabelName.of("x".repeat(256)));
    assertEquals("x".repeat(253) + "…", LabelName.of("x".repeat(257)));
    String wide = LabelName.of("😀".repeat(100));
    assertEquals("😀".repeat(63) + "…", wide);
    assertEquals(255, wide.getBytes(StandardCharsets.UTF_8).length);
  }
}
