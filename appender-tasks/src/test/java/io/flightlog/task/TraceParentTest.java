package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
  private static final String GOOD = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void readsWhatItWrites() {
    TraceParent parsed = TraceParent.parse(GOOD);
    assertEquals(
        new TraceParent("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "01"), parsed);
    assertEquals(GOOD, parsed.header());
  }

  @Test
  void takesWhatLaterVersionsAddBehindIt() {
    assertEquals(TraceParent.parse(GOOD), TraceParent.parse("cc" + GOOD.substring(2)));
    assertEquals(TraceParent.parse(GOOD), TraceParent.parse("cc" + GOOD.substring(2) + "-what"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.what",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "0g-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
        "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331\u000001",
        "00-０af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      })
  void nonsenseIsNone(String header) {
    assertNull(TraceParent.parse(header));
  }

  @Test
  void nothingLongIsLookedAt() {
    assertNull(TraceParent.parse("cc" + GOOD.substring(2) + "-" + "x".repeat(1 << 20)));
  }
}
