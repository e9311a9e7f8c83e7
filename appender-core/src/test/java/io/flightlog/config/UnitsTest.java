package io.flightlog.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({"512,512", "64 KiB,65536", "8MiB,8388608", "1 gib,1073741824", "2 kb,2048", "0 B,0"})
  void readsSizes(String text, long bytes) {
    assertEquals(bytes, ByteSize.parse(text).bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5 MiB", "MiB", "1 TiB", "999999999999999999 GiB", "0x10"})
  void refusesWhatIsNoSize(String text) {
    assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(text));
  }

  @Test
  void printsSizesInTheLargestWholeUnit() {
    assertEquals("16 KiB", ByteSize.kibibytes(16).toString());
    assertEquals("1 MiB", ByteSize.kibibytes(1024).toString());
    assertEquals("1 GiB", ByteSize.mebibytes(1024).toString());
    assertEquals("1000 B", new ByteSize(1000).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "250 ms,250",
    "5s,5000",
    "2 min,120000",
    "1 hour,3600000",
    "30 d,2592000000",
    "0,0",
    "PT1.5S,1500",
    "50 millis,50",
    "3 seconds,3000"
  })
  void readsDurations(String text, long millis) {
    assertEquals(Duration.ofMillis(millis), DurationText.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "five s", "1 fortnight", "-1 s", "1.5 s"})
  void refusesWhatIsNoDuration(String text) {
    assertThrows(RuntimeException.class, () -> DurationText.parse(text));
  }

  @Test
  void durationsReadBackAsPrinted() {
    for (long millis : new long[] {0, 1, 250, 1000, 5000, 60_000, 600_000, 3_600_000, 86_400_000}) {
      Duration duration = Duration.ofMillis(millis);
      assertEquals(duration, DurationText.parse(DurationText.format(duration)));
    }
  }
}
