package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkAnswerReaderTest {
  private final BulkAnswerReader reader = new BulkAnswerReader(text -> text);
  private final BulkAnswer answer = new BulkAnswer();

  @Test
  void readsStatusTypeAndReasonOfEachItem() {
    assertTrue(
        read(
            "{\"took\":3,\"errors\":true,\"items\":[{\"create\":{\"_index\":\"a\",\"_shards\":{\"total\":2},"
                + "\"status\":201}},{\"index\":{\"status\":400,\"error\":{\"type\":\"document_parsing_exception\","
                + "\"reason\":\"[1:2] failed\",\"caused_by\":{\"type\":\"inner\",\"reason\":\"deep\"}}}},"
                + "{\"create\":{\"status\":201,\"failure_store\":\"used\"}}]}",
            3));
    assertEquals(3, answer.itemCount());
    assertEquals(201, answer.status(0));
    assertNull(answer.errorType(0));
    assertEquals(400, answer.status(1));
    assertEquals("document_parsing_exception", answer.errorType(1));
    assertEquals("[1:2] failed", answer.errorReason(1));
    assertEquals(201, answer.status(2));
    assertTrue(answer.isRedirected(2));
    assertFalse(answer.isRedirected(0));
  }

  @Test
  void hidesSecretsInAllButTheTypesThatVerdictsHangOn() {
    BulkAnswerReader hiding = new BulkAnswerReader(text -> text.replace("key", "(hidden)"));
    byte[] json =
        ("{\"error\":{\"type\":\"key_exception\",\"reason\":\"bad key\"},"
                + "\"items\":[{\"create\":{\"status\":400,"
                + "\"error\":{\"type\":\"ApiKey: key\",\"reason\":\"key again\"}}}]}")
            .getBytes(StandardCharsets.UTF_8);
    assertTrue(hiding.read(new HttpAnswer(400, json, json.length, 0), 1, answer));
    assertEquals("key_exception: bad (hidden)", answer.wholeError());
    assertEquals("ApiKey: (hidden)", answer.errorType(0));
    assertEquals("(hidden) again", answer.errorReason(0));
  }

  @Test
  void readsErrorsThatAreObjectsStringsOrAbsent() {
    assertTrue(
        read(
            "{\"error\":{\"root_cause\":[{\"type\":\"a\"}],\"type\":\"t\",\"reason\":\"r\"},\"status\":429}",
            5));
    assertEquals("t: r", answer.wholeError());
    assertTrue(
        read(
            "{\"error\":\"Content-Type header [text/plain] is not supported\",\"status\":406}", 5));
    assertEquals("Content-Type header [text/plain] is not supported", answer.wholeError());
    assertTrue(read("{\"error\":{\"type\":\"only\"}}", 5));
    assertEquals("only", answer.wholeError());
    assertTrue(read("{\"error\":null}", 5));
    assertEquals("", answer.wholeError());
    assertTrue(read("{\"items\":[{\"create\":{\"status\":400,\"error\":\"plain words\"}}]}", 5));
    assertEquals("plain words", answer.errorReason(0));
    assertFalse(read("", 5));
    assertEquals("", answer.wholeError());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<html><body>Bad gateway</body></html>",
        "null",
        "[]",
        "42",
        "{\"items\":[",
        "{\"items\":[{\"create\":{\"status\":201}}",
        "{\"items\":[{\"create\":{\"status\":201}}]",
        "{\"items\":[{\"create\":{\"status\":201}}]}}",
        "{\"items\":[{\"create\":{\"status\":201}}]} {\"more\":1}",
        "{\"items\":[{\"create\":{\"status\":99999999999999}}]}",
        "{\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":201}}]}",
        "{\"items\":[201]}",
        "{\"items\":[[]]}",
      })
  void doesNotUnderstand(String body) {
    assertFalse(read(body, 1));
  }

  @Test
  void itemsWithoutAStatusHaveTheUnknownOne() {
    assertTrue(
        read(
            "{\"items\":[{},{\"create\":5},{\"create\":{\"status\":\"201\"}},{\"create\":{}}]}",
            4));
    for (int i = 0; i < 4; i++) {
      assertEquals(0, answer.status(i));
    }
  }

  @Test
  void everyCutOfAnAnswerIsNotUnderstood() {
    String whole = ScriptedBulkClient.items(201, 400, 201);
    assertTrue(read(whole, 3));
    for (int length = 0; length < whole.length(); length++) {
      assertFalse(read(whole.substring(0, length), 3), "cut at " + length);
    }
  }

  @Test
  void readsCompressedAnswersAndRefusesCutOnes() throws IOException {
    byte[] packed = pack(ScriptedBulkClient.items(201, 429));
    assertTrue(reader.read(new HttpAnswer(200, packed, packed.length, 0), 2, answer));
    assertEquals(429, answer.status(1));
    for (int length = 0; length < packed.length; length++) {
      assertFalse(
          reader.read(new HttpAnswer(200, packed, length, 0), 2, answer), "cut at " + length);
    }
  }

  @Test
  void boundsNesting() {
    String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertFalse(read(deep, 1));
  }

  @Test
  void cutsReasonsAndKeepsThoseOfTheFirstFew() {
    StringBuilder items = new StringBuilder("{\"items\":[");
    String item =
        "{\"create\":{\"status\":400,\"error\":{\"type\":\"t\",\"reason\":\""
            + "x".repeat(40_000)
            + "\"}}}";
    for (int i = 0; i < 500; i++) {
      items.append(
          i < 100
              ? "{\"create\":{\"status\":409,\"error\":{\"type\":\"v\",\"reason\":\"there\"}}}"
              : item);
      items.append(i < 499 ? "," : "]}");
    }
    assertTrue(read(items.toString(), 500));
    assertNull(answer.errorReason(50), "what is delivered needs no reason");
    assertEquals("x".repeat(ErrorReason.MAX_CHARS) + "…", answer.errorReason(100));
    assertEquals("x".repeat(ErrorReason.MAX_CHARS) + "…", answer.errorReason(163));
    assertNull(answer.errorReason(164));
    assertEquals("t", answer.errorType(499));
  }

  @Test
  void nothingOfAnEarlierAnswerRemains() {
    read("{\"error\":{\"type\":\"t\",\"reason\":\"r\"}}", 1);
    read(ScriptedBulkClient.items(400, 400, 400), 3);
    assertEquals("", answer.wholeError());
    read(ScriptedBulkClient.items(201, 201), 2);
    assertEquals(2, answer.itemCount());
    assertNull(answer.errorType(0));
    assertNull(answer.errorReason(1));
  }

  @Test
  void readsAnswersOfAnyNumberOfItems() {
    int[] statuses = new int[20_000];
    Arrays.setAll(statuses, i -> 200 + i % 2);
    assertTrue(read(ScriptedBulkClient.items(statuses), statuses.length));
    assertEquals(20_000, answer.itemCount());
    assertEquals(201, answer.status(19_999));
  }

  private boolean read(String body, int maxItems) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return reader.read(new HttpAnswer(200, bytes, bytes.length, 0), maxItems, answer);
  }

  private static byte[] pack(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }
}
