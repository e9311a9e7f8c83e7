package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreatedAnswerTest {
  private final CreatedAnswer created = new CreatedAnswer();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 1000, 20_000, 7})
  void matchesThatNumberOfDocumentsAndNoOther(int documents) throws IOException {
    byte[] plain = bytes(all(documents));
    byte[] packed = pack(plain);
    for (byte[] body : new byte[][] {plain, packed}) {
      assertTrue(matches(body, body.length, documents));
      assertFalse(matches(body, body.length, documents - 1));
      assertFalse(matches(body, body.length, documents + 1));
    }
  }

  @Test
  void matchesAfterLongerAndShorterOnes() {
    for (int documents : new int[] {5, 900, 1, 901, 5}) {
      byte[] body = bytes(all(documents));
      assertTrue(matches(body, body.length, documents), documents + " documents");
    }
  }

  @Test
  void doesNotMatchWhenAnyByteDiffers() {
    byte[] body = bytes(all(3));
    for (int i = 0; i < body.length; i++) {
      body[i]++;
      assertFalse(matches(body, body.length, 3), "at " + i);
      body[i]--;
    }
    assertTrue(matches(body, body.length, 3));
  }

  @Test
  void doesNotMatchWhatIsCutOrGoesOn() throws IOException {
    byte[] plain = bytes(all(3));
    byte[] packed = pack(plain);
    for (byte[] body : new byte[][] {plain, packed}) {
      for (int length = 0; length < body.length; length++) {
        assertFalse(matches(body, length, 3), "cut at " + length);
      }
    }
    byte[] longer = bytes(all(3) + " ");
    assertFalse(matches(longer, longer.length, 3));
    byte[] longerPacked = pack(longer);
    assertFalse(matches(longerPacked, longerPacked.length, 3));
  }

  @Test
  void nothingIsNoDocuments() {
    byte[] body = bytes("{\"errors\":false,\"items\":[]}");
    assertFalse(matches(body, body.length, 0));
    assertFalse(matches(new byte[0], 0, 1));
  }

  @Test
  void theReaderSaysTheSameOfItAsOfOneThatIsWrittenInAnotherWay() {
    BulkAnswerReader reader = new BulkAnswerReader(text -> text);
    BulkAnswer answer = new BulkAnswer();
    for (String body : new String[] {all(2000), all(2000).replace(",\"items\"", ", \"items\"")}) {
      byte[] refused = bytes(ScriptedBulkClient.items(400, 201, 503));
      assertTrue(reader.read(new HttpAnswer(200, refused, refused.length, 0), 3, answer));
      byte[] bytes = bytes(body);
      assertTrue(reader.read(new HttpAnswer(200, bytes, bytes.length, 0), 2000, answer));
      assertEquals(2000, answer.itemCount());
      for (int i = 0; i < 2000; i++) {
        assertEquals("201", answer.describe(i));
        assertFalse(answer.isRedirected(i));
      }
      assertEquals("", answer.wholeError());
    }
  }

  private boolean matches(byte[] body, int length, int documents) {
    return created.matches(new HttpAnswer(200, body, length, 0), documents);
  }

  private static String all(int documents) {
    String items =
        String.join(",", Collections.nCopies(documents, "{\"create\":{\"status\":201}}"));
    return "{\"errors\":false,\"items\":[" + items + "]}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] pack(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }
}
