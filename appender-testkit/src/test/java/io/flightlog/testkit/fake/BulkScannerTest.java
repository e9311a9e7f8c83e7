package io.flightlog.testkit.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.fake.BulkScanner.MalformedBulkException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BulkScannerTest {

  @Test
  void findsIndexIdDocumentAndSequence() throws Exception {
    BulkScanner scanner =
        scan("{\"create\":{\"_index\":\"i\",\"_id\":\"x1\"}}\n{\"event.sequence\":42,\"a\":1}\n");
    assertTrue(scanner.next());
    assertEquals("i", scanner.index());
    assertEquals("x1", scanner.id());
    assertEquals(
        "{\"event.sequence\":42,\"a\":1}",
        scanner.text(scanner.documentStart, scanner.documentEnd));
    assertEquals(42, scanner.sequence());
    assertFalse(scanner.next());
  }

  @Test
  void takesMembersInAnyOrderWithBlanks() throws Exception {
    BulkScanner scanner =
        scan(
            "{ \"index\" : { \"_id\" : \"x\" , \"_index\" : \"i\" } }\n{\"a\":1,\"event.sequence\":7}\n");
    assertTrue(scanner.next());
    assertEquals("i/x", scanner.index() + "/" + scanner.id());
    assertEquals(7, scanner.sequence());
  }

  @Test
  void documentsWithoutIdOrSequenceHaveNone() throws Exception {
    BulkScanner scanner =
        scan("{\"create\":{}}\n{\"a\":1}\n{\"create\":{}}\n{\"event.sequence\":\"x\"}\n");
    assertTrue(scanner.next());
    assertFalse(scanner.hasId());
    assertEquals(-1, scanner.sequence());
    assertTrue(scanner.next());
    assertEquals(-1, scanner.sequence());
  }

  @Test
  void aDeleteHasNoDocument() throws Exception {
    BulkScanner scanner = scan("{\"delete\":{\"_id\":\"a\"}}\n{\"create\":{\"_id\":\"b\"}}\n{}\n");
    assertTrue(scanner.next());
    assertEquals("a", scanner.id());
    assertTrue(scanner.next());
    assertEquals("b", scanner.id());
    assertFalse(scanner.next());
  }

  @Test
  void findsLineEndsAtEveryAlignment() throws Exception {
    for (int length = 0; length < 40; length++) {
      String document = "{\"a\":\"" + "é".repeat(length) + "\"}";
      BulkScanner scanner = scan("{\"create\":{}}\n" + document + "\n{\"create\":{}}\n{}\n");
      assertTrue(scanner.next());
      assertEquals(document, scanner.text(scanner.documentStart, scanner.documentEnd));
      assertTrue(scanner.next());
      assertFalse(scanner.next());
    }
  }

  @Test
  void hashTellsIdsAndIndicesApart() throws Exception {
    BulkScanner scanner =
        scan(
            """
            {"create":{"_index":"ab","_id":"c"}}
            {}
            {"create":{"_index":"a","_id":"bc"}}
            {}
            {"create":{"_index":"ab","_id":"c"}}
            {}
            """);
    scanner.next();
    long first = scanner.hash();
    scanner.next();
    assertNotEquals(first, scanner.hash());
    scanner.next();
    assertEquals(first, scanner.hash());
  }

  @Test
  void refusesABodyThatDoesNotEndInANewline() {
    assertThrows(MalformedBulkException.class, () -> scan("{\"create\":{}}\n{}").next());
    assertThrows(MalformedBulkException.class, () -> scan("{\"create\":{}}").next());
  }

  @Test
  void refusesALineThatIsNoAction() {
    assertThrows(MalformedBulkException.class, () -> scan("hello\n").next());
    assertThrows(MalformedBulkException.class, () -> scan("\n").next());
  }

  @Test
  void itemsThatWereCheckedAreTheSameAgain() throws Exception {
    String[] actions = {
      "{\"create\":{\"_index\":\"logs-a-b\",\"_id\":\"0123456789abcdef-------%s\"}}",
      "{\"create\":{\"_index\":\"logs-a-c\",\"_id\":\"0123456789abcdef-------%s\"}}",
      "{\"create\":{\"_id\":\"0123456789abcdef-------%s\"}}",
      "{\"create\":{\"_id\":\"0123456789abcdef-------%s\",\"_index\":\"i\"}}",
      "{\"index\":{\"_id\":\"short%s\"}}",
      "{\"create\":{}}",
      "{\"delete\":{\"_id\":\"0123456789abcdef-------%s\"}}",
      "{}",
    };
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      StringBuilder body = new StringBuilder();
      List<String> expected = new ArrayList<>();
      int action = 0;
      for (int i = random.nextInt(30); i > 0; i--) {
        action = random.nextInt(4) == 0 ? random.nextInt(actions.length) : action;
        char last = (char) ('A' + random.nextInt(26));
        String line = actions[action].replace("%s", String.valueOf(last));
        String document = "{\"event.sequence\":" + random.nextInt(1000) + "}";
        boolean hasDocument = line.length() > 2 && line.charAt(2) != 'd';
        body.append(line).append('\n').append(hasDocument ? document + '\n' : "");
        expected.add(member(line, "_index") + member(line, "_id") + (hasDocument ? document : ""));
      }
      BulkScanner fresh = scan(body.toString());
      BulkScanner checked = scan(body.toString());
      checked.check();
      for (String item : expected) {
        assertTrue(fresh.next() && checked.next());
        assertEquals(item, shown(fresh), () -> "seed " + seed + " in " + body);
        assertEquals(item, shown(checked), () -> "seed " + seed + " in " + body);
      }
      assertFalse(fresh.next() || checked.next());
    }
  }

  private static String member(String line, String name) {
    Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(line);
    return value.find() ? value.group(1) : "";
  }

  private static String shown(BulkScanner item) {
    return item.index() + item.id() + item.text(item.documentStart, item.documentEnd);
  }

  private static BulkScanner scan(String body) {
    return new BulkScanner(body.getBytes(StandardCharsets.UTF_8));
  }
}
