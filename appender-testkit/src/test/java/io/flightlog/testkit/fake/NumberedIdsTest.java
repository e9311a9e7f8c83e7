package io.flightlog.testkit.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedIdsTest {
  private final NumberedIds ids = new NumberedIds();

  @Test
  void takesEachIdOnceInEachIndexAndOfEachInstance() throws Exception {
    for (int round = 0; round < 2; round++) {
      boolean isNew = round == 0;
      for (String index : new String[] {"logs-a-b", "logs-a-c"}) {
        for (String instance : new String[] {"0123456789abcdef", "0123456789abcdeg"}) {
          for (String number : new String[] {"--------", "-------0", "------0-", "----zzzz"}) {
            BulkScanner item = item(index, instance + number);
            assertEquals(isNew, ids.add(item), index + " " + instance + number);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0123456789abcdef--------", "0123456789abcdef----zzzz"})
  void acceptsWhatCountsUp(String id) throws Exception {
    assertTrue(NumberedIds.accept(item("i", id)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdef-------",
        "0123456789abcdef---------",
        "0123456789abcdef-------~",
        "0123456789abcdef-------+",
        "0123456789abcdefzzzzzzzz",
        "0123456789abcdef------\u00e9",
      })
  void leavesOtherIdsToTheHashTable(String id) throws Exception {
    assertFalse(NumberedIds.accept(item("i", id)));
  }

  private static BulkScanner item(String index, String id) throws Exception {
    String body = "{\"create\":{\"_index\":\"" + index + "\",\"_id\":\"" + id + "\"}}\n{}\n";
    BulkScanner scanner = new BulkScanner(body.getBytes(StandardCharsets.UTF_8));
    assertTrue(scanner.next());
    return scanner;
  }
}
