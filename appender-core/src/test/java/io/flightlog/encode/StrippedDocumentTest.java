package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StrippedDocumentTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StrippedDocument stripped = new StrippedDocument(64 << 10);

  @Test
  void keepsWhatHasAFixedMeaningAndTheOriginalAsText() throws Exception {
    String original =
        "{\"event.sequence\":12,\"@timestamp\":\"2026-01-01T00:00:00.123456Z\",\"log.level\":\"ERROR\","
            + "\"log.logger\":\"a.b\",\"message\":\"no \\\"way\\\" ü\",\"task.id\":\"7\",\"task.attempt\":2,"
            + "\"user.name\":\"ann\",\"trace.id\":\"t\",\"error.type\":\"E\",\"error.message\":\"m\","
            + "\"error.stack_trace\":\"at x\",\"labels.a\":\"b\",\"numeric_labels.n\":1.5,\"tags\":[\"x\"],"
            + "\"cloud.region\":\"eu\",\"service.name\":\"s\",\"agent.ephemeral_id\":\"i\","
            + "\"data_stream.type\":\"logs\"}\n";

    JsonNode document = strip(original, 4000);

    assertEquals(12, document.get("event.sequence").asInt());
    assertEquals("2026-01-01T00:00:00.123456Z", document.get("@timestamp").asText());
    assertEquals("no \"way\" ü", document.get("message").asText());
    assertEquals(2, document.get("task.attempt").asInt());
    for (String kept :
        new String[] {
          "log.level",
          "log.logger",
          "task.id",
          "user.name",
          "trace.id",
          "error.type",
          "error.message",
          "service.name",
          "agent.ephemeral_id",
          "data_stream.type"
        }) {
      assertTrue(document.has(kept), kept);
    }
    for (String left :
        new String[] {
          "labels.a", "numeric_labels.n", "tags", "cloud.region", "error.stack_trace"
        }) {
      assertFalse(document.has(left), left);
    }
    assertEquals("document_parsing_exception", document.get("flightlog.refused.type").asText());
    assertEquals(original.strip(), document.get("flightlog.original").asText());
  }

  @Test
  void neverTakesMoreThanItsBudgetAndIsAlwaysOneLineOfJson() throws Exception {
    String original =
        "{\"event.sequence\":1,\"@timestamp\":\"2026-01-01T00:00:00.000Z\",\"message\":\""
            + "\\\"\\n".repeat(3000)
            + "\",\"service.name\":\"shop\"}\n";
    for (int budget = 200; budget < 20_000; budget += 37) {
      JsonNode document = strip(original, budget);
      assertEquals(1, document.get("event.sequence").asInt());
      assertTrue(document.has("@timestamp"));
    }
    JsonNode document = strip(original, 1000);
    assertEquals("shop", document.get("service.name").asText(), "a long message leaves room");
  }

  @Test
  void anOriginalThatIsNoJsonIsKeptAsText() throws Exception {
    Random random = new Random(4);
    String valid = "{\"event.sequence\":5,\"message\":\"hello\",\"labels.x\":\"y\"}";
    for (int i = 0; i < 500; i++) {
      StringBuilder broken = new StringBuilder(valid);
      broken.setCharAt(random.nextInt(broken.length()), (char) (32 + random.nextInt(90)));
      broken.setLength(1 + random.nextInt(broken.length()));
      JsonNode document = strip(broken.toString(), 2000);
      assertEquals(broken.toString().strip(), document.get("flightlog.original").asText());
    }
  }

  private JsonNode strip(String original, int budget) throws Exception {
    byte[] bytes = ("action\n" + original).getBytes(StandardCharsets.UTF_8);
    byte[] target = new byte[budget + 10];
    int end =
        stripped.write(bytes, 7, bytes.length, "document_parsing_exception", budget, target, 10);
    assertTrue(end - 10 <= budget, (end - 10) + " > " + budget);
    String line = new String(target, 10, end - 10, StandardCharsets.UTF_8);
    assertEquals(line.length() - 1, line.indexOf('\n'));
    return JSON.readTree(line);
  }
}
