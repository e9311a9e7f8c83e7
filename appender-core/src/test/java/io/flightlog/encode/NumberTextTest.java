package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"0", "7", "-1", "007", "9223372036854775807", "-9223372036854775808"})
  void takesLongs(String text) {
    assertTrue(NumberText.isLong(text));
    assertEquals(new BigDecimal(text).longValueExact(), Long.parseLong(text));
    assertTrue(NumberText.isDecimal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        "1.0",
        " 1",
        "1 ",
        "٣",
        "9223372036854775808",
        "12345678901234567890"
      })
  void refusesWhatIsNoLong(String text) {
    assertFalse(NumberText.isLong(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "-12.25", "1e3", "1E-3", "12345678901234567890", "2.5e+2"})
  void takesDecimals(String text) {
    assertTrue(NumberText.isDecimal(text));
    assertEquals(new BigDecimal(text).doubleValue(), Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "1.",
        ".5",
        "1e",
        "1e+",
        "NaN",
        "Infinity",
        "0x10",
        "1d",
        "1_0",
        "1e999",
        "1,5",
        "1.5 "
      })
  void refusesWhatIsNoFiniteDecimal(String text) {
    assertFalse(NumberText.isDecimal(text));
  }
}
