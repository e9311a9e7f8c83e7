package io.flightlog.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.task.search.SequenceRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallPartsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @Test
  void onlyNamesOfTheLoopbackAddressAreItsHosts() throws UnknownHostException {
    HostCheck check = new HostCheck(InetAddress.getLoopbackAddress());
    for (String host : List.of("localhost", "LOCALHOST:7070", "127.0.0.1:7070", "[::1]:80")) {
      assertTrue(check.allows(host), host);
    }
    for (String host :
        List.of("evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "")) {
      assertFalse(check.allows(host), host);
    }
    assertFalse(check.allows(null));
    assertTrue(new HostCheck(InetAddress.getByName("0.0.0.0")).allows("logs.example"));
  }

  @Test
  void aRangeIsReadAndBounded() {
    TimeRange range = TimeRange.of("now-15m", "now", NOW);
    assertEquals(Duration.ofMinutes(15), range.length());
    assertEquals(NOW, range.to());
    assertEquals(
        Instant.parse("2026-11-25T00:00:00Z"),
        TimeRange.of("2026-11-25T00:00:00Z", "now-1d", NOW).from());
    for (String from :
        List.of("now", "now+1h", "yesterday", "", "now-400d", "9999999999999", "now-15")) {
      assertThrows(ApiException.class, () -> TimeRange.of(from, "now", NOW), from);
    }
  }

  @Test
  void eachRangeHasAChartOfAtMostSoManyParts() {
    for (Duration length :
        List.of(
            Duration.ofMillis(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(15),
            Duration.ofHours(5),
            Duration.ofDays(3),
            Duration.ofDays(100),
            Duration.ofDays(366))) {
      Instant from = NOW.minus(length).plusMillis(17);
      Instant to = from.plus(length);
      Intervals intervals = Intervals.of(new TimeRange(from, to));
      assertTrue(intervals.count() <= Intervals.MOST, length + ": " + intervals);
      long last = to.toEpochMilli() - 1;
      assertEquals(
          intervals.count() - 1,
          intervals.indexOf(Math.floorDiv(last, intervals.width()) * intervals.width()));
      assertTrue(intervals.first() <= from.toEpochMilli(), intervals::toString);
    }
  }

  @Test
  void whatIsMissingInARangeIsWhatIsNotThere() {
    SequenceRange range = new SequenceRange(5, 20);
    assertEquals(List.of(range), Gap.missing(range, List.of()));
    assertEquals(
        List.of(new SequenceRange(8, 9), new SequenceRange(16, 20)),
        Gap.missing(
            range,
            List.of(
                new SequenceRange(0, 2),
                new SequenceRange(4, 7),
                new SequenceRange(10, 15),
                new SequenceRange(30, 40))));
    assertEquals(List.of(), Gap.missing(range, List.of(new SequenceRange(0, 100))));
  }

  @Test
  void marksBecomeRanges() {
    assertEquals("[[3, 8]]", ranges("no \uE000paper\uE001 left", "no paper left"));
    assertEquals("[[0, 2], [3, 5]]", ranges("\uE000ab\uE001 \uE000cd\uE001", "ab cd"));
    assertEquals("[]", ranges("another text", "no paper left"));
    assertEquals("[[0, 2]]", ranges("\uE000ab\uE001 cdef \uE000gh\uE001", "ab c…"));
  }

  private static String ranges(String marked, String shown) {
    return Arrays.deepToString(ShownHit.ranges(marked, shown).toArray());
  }

  @Test
  void aTextIsNeverCutThroughACharacter() {
    assertEquals("abc", ShownLine.cut("abc", 3));
    assertEquals("ab…", ShownLine.cut("abcd", 3));
    assertEquals("a…", ShownLine.cut("a\uD83D\uDE80bcd", 3));
  }
}
