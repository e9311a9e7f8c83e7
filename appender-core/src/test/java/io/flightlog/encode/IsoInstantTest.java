package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoInstantTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T00:00:00Z",
        "2024-02-29T23:59:59.123456789Z",
        "2000-02-29T12:00:00.1+02:00",
        "1999-12-31T12:00:00-11:30"
      })
  void takesRealInstants(String text) {
    assertTrue(IsoInstant.isValid(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-31",
        "2026-01-31T00:00:00",
        "2026-01-31 00:00:00Z",
        "2026-01-31T00:00Z",
        "2026-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-31T24:00:00Z",
        "2026-01-31T00:60:00Z",
        "2026-01-31T00:00:60Z",
        "2026-01-31T00:00:00.Z",
        "2026-01-31T00:00:00.1234567890Z",
        "2026-01-31T00:00:00z",
        "2026-01-31T00:00:00ZZ",
        "2026-01-31T00:00:00+1:00",
        "2026-01-31T00:00:00+18:00",
        "2026-01-31T00:00:00+01:60",
        "2026-01-31T00:00:00+0100",
        "-026-01-31T00:00:00Z",
        "+12026-01-31T00:00:00Z",
        "２026-01-31T00:00:00Z",
        "2026-01-31T00:00:00.123456789+01:00 and more",
        "2026/01/31T00:00:00Z",
        "now"
      })
  void refusesEverythingElse(String text) {
    assertFalse(IsoInstant.isValid(text));
  }
}
