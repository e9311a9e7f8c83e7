package io.flightlog.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskRuleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a(b             | x      | missing closing )
          (?=a)b          | x      | RE2's syntax
          (a)\\1          | x      | RE2's syntax
          a*              | x      | empty text
          a?              | x      | empty text
          \\b             | x      | empty text
          (?m)^           | x      | empty text
          (a{100}){100}   | x      | fewer repetitions
          a               | $1     | $1 is none of its 0
          (a)             | <$2>   | $2 is none of its 1
          (a)             | ${b}   | ${b} is none
          (?P<b>a)        | ${b    | ${b is none
          """)
  void whatCannotBeUsedIsRefusedWithTheReason(String pattern, String replacement, String reason) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> MaskRule.of(pattern, replacement))
            .getMessage();
    assertTrue(message.contains(reason), message);
  }

  @Test
  void anEmptyOrEndlessPatternIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> MaskRule.of("", "x"));
    assertThrows(IllegalArgumentException.class, () -> MaskRule.of("a".repeat(1001), "x"));
  }

  @Test
  void rulesAreEqualByTheirWords() {
    assertEquals(MaskRule.of("a", "b"), MaskRule.of("a", "b"));
    assertEquals(MaskRule.of(Preset.CARD).hashCode(), MaskRule.of(Preset.CARD).hashCode());
    assertNotEquals(MaskRule.of("a", "b"), MaskRule.of("a", "c"));
    assertNotEquals(MaskRule.of(Preset.CARD), MaskRule.of(Preset.IBAN));
  }

  @Test
  void keysAreSecretByTheirEnd() {
    MaskedKeys keys = new MaskedKeys(List.of("token", "Api-Key"));
    for (String key :
        List.of("token", "TOKEN", "csrf-token", "accessToken", "a.to_k en", "X-API.KEY")) {
      assertTrue(keys.hide(key), key);
    }
    for (String key : List.of("", "tokens", "max_tokens", "oken", "key", "token_id")) {
      assertFalse(keys.hide(key), key);
    }
    assertFalse(new MaskedKeys(List.of()).hide("token"));
    assertTrue(keys.hide("x".repeat(1 << 20) + "token"));
  }
}
