package io.flightlog.testkit.fake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.fake.BulkScanner.MalformedBulkException;
import java.nio.charset.StandardCharsets;
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

  private static BulkScanner scan(String body) {
    return new BulkScanner(body.getBytes(StandardCharsets.UTF_8));
  }
}
