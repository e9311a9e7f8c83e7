package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunIdsTest {
  @Test
  void idsAreShortUrlSafeAndDifferent() {
    int count = 200_000;
    Set<String> ids = ConcurrentHashMap.newKeySet();
    IntStream.range(0, count).parallel().forEach(i -> ids.add(RunIds.next()));
    assertEquals(count, ids.size());
    assertTrue(ids.stream().allMatch(id -> id.matches("[0-9a-v]{20}")));
  }

  @Test
  void theFirstPartIsTheTimeAndSortsAsItDoes() {
    long before = System.currentTimeMillis();
    String id = RunIds.next();
    long millis = Long.parseLong(id.substring(0, 9), 32);
    assertTrue(before <= millis && millis <= System.currentTimeMillis(), id);
  }
}
