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
          for (String number : new String[] {"--------", "-------0", "------0-", "----1zzz"}) {
            BulkScanner item = item(index, instance + number);
            assertEquals(
                isNew, ids.add(item, NumberedIds.number(item)), index + " " + instance + number);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef--------",
        "0123456789abcdef----1zzz",
        "0123456789abcdef---zzzzz"
      })
  void acceptsWhatCountsUp(String id) throws Exception {
    assertTrue(NumberedIds.number(item("i", id)) >= 0);
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
    assertEquals(-1, NumberedIds.number(item("i", id)));
  }

  @Test
  void whatTheLineLooksLikeTellsNoIdsApart() throws Exception {
    String id = "\"_id\":\"0123456789abcdef-------7\"";
    assertTrue(add("{\"create\":{\"_index\":\"i\"," + id + "}}"));
    assertFalse(add("{\"create\":{" + id + ",\"_index\":\"i\"}}"));
    assertFalse(add("{ \"create\" : { \"_index\" : \"i\" , " + id + " } }"));
    assertTrue(add("{\"create\":{" + id + ",\"_index\":\"j\"}}"));
    assertTrue(add("{\"create\":{" + id + "}}"));
    assertFalse(add("{\"index\":{" + id + "}}"));
  }

  private boolean add(String action) throws Exception {
    BulkScanner item = scanned(action + "\n{}\n");
    return ids.add(item, NumberedIds.number(item));
  }

  private static BulkScanner item(String index, String id) throws Exception {
    String body = "{\"create\":{\"_index\":\"" + index + "\",\"_id\":\"" + id + "\"}}\n{}\n";
    return scanned(body);
  }

  private static BulkScanner scanned(String body) throws Exception {
    BulkScanner scanner = new BulkScanner(body.getBytes(StandardCharsets.UTF_8));
    assertTrue(scanner.next());
    return scanner;
  }
}
