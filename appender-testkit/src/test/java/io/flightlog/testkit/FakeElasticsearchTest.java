package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flightlog.testkit.fake.RecordedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class FakeElasticsearchTest {

  private static final String SHORT =
      "?filter_path=errors,error,status,items.*.status,items.*.error.type,items.*.error.reason";

  private final FakeElasticsearch fake = FakeElasticsearch.started();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    fake.close();
  }

  @Test
  void storesDocumentsAndAnswersEachItem() throws Exception {
    JsonNode answer = bulk("", item("id-1", 0), item("id-2", 1));
    assertFalse(answer.path("errors").asBoolean(true));
    assertEquals(2, answer.path("items").size());
    JsonNode first = answer.path("items").path(0).path("create");
    assertEquals(201, first.path("status").asInt());
    assertEquals("logs-a-b", first.path("_index").asText());
    assertEquals("id-1", first.path("_id").asText());
    assertEquals(2, fake.documentCount());
    assertEquals("{\"event.sequence\":1,\"m\":\"é\"}", fake.documents().get(1).text());
  }

  @Test
  void createOfAnExistingIdIsAConflictAlsoWithinOneBody() throws Exception {
    bulk("", item("id-1", 0));
    JsonNode answer = bulk("", item("id-1", 0), item("id-2", 1), item("id-2", 1));
    assertTrue(answer.path("errors").asBoolean());
    assertEquals(List.of(409, 201, 409), statuses(answer));
    JsonNode error = answer.path("items").path(0).path("create").path("error");
    assertEquals("version_conflict_engine_exception", error.path("type").asText());
    assertTrue(error.path("reason").asText().startsWith("[id-1]: version conflict"));
    assertEquals(2, fake.documentCount());
  }

  @Test
  void theSameIdInAnotherIndexIsAnotherDocument() throws Exception {
    bulk("", item("id-1", 0));
    JsonNode answer = bulk("", item("id-1", 0).replace("logs-a-b", "logs-a-c"));
    assertEquals(List.of(201), statuses(answer));
  }

  @Test
  void filterPathGivesTheShortShape() throws Exception {
    bulk("", item("id-1", 0));
    HttpResponse<byte[]> response = send(request(SHORT, body(item("id-1", 0), item("id-2", 1))));
    assertEquals(
        "{\"errors\":true,\"items\":[{\"create\":{\"status\":409,\"error\":{\"type\":"
            + "\"version_conflict_engine_exception\",\"reason\":\"[id-1]: version conflict, document"
            + " already exists (current version [1])\"}}},{\"create\":{\"status\":201}}]}",
        text(response));
    response = send(request("?filter_path=errors", body(item("id-3", 2))));
    assertEquals("{\"errors\":false}", text(response));
  }

  @Test
  void takesGzipInAndGivesGzipOut() throws Exception {
    byte[] body = body(item("id-1", 0), item("id-2", 1), item("id-3", 2));
    HttpRequest.Builder request =
        request("", gzipped(body))
            .header("Content-Encoding", "gzip")
            .header("Accept-Encoding", "gzip");
    HttpResponse<byte[]> response = send(request);
    assertEquals("gzip", response.headers().firstValue("content-encoding").orElse(""));
    byte[] plain =
        new GZIPInputStream(new java.io.ByteArrayInputStream(response.body())).readAllBytes();
    assertEquals(List.of(201, 201, 201), statuses(new ObjectMapper().readTree(plain)));
    RecordedRequest recorded = fake.bulkRequests().get(0);
    assertEquals(new String(body, StandardCharsets.UTF_8), recorded.text());
    assertTrue(recorded.wireBytes() < body.length);
  }

  @Test
  void takesConcatenatedGzipMembers() throws Exception {
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(gzipped(body(item("id-1", 0))));
    members.write(gzipped(body(item("id-2", 1))));
    HttpResponse<byte[]> response =
        send(request("", members.toByteArray()).header("Content-Encoding", "gzip"));
    assertEquals(200, response.statusCode());
    assertEquals(2, fake.documentCount());
  }

  @Test
  void closesWithoutAWordOnBrokenGzip() throws Exception {
    HttpRequest.Builder request = request("", body(item("id-1", 0)));
    request.header("Content-Encoding", "gzip");
    assertThrows(IOException.class, () -> send(request));
    assertEquals(0, fake.documentCount());
  }

  @Test
  void takesAChunkedBody() throws Exception {
    byte[] body = body(item("id-1", 0), item("id-2", 1));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(fake.url().resolve("/_bulk"))
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)));
    assertEquals(200, send(request).statusCode());
    assertEquals(2, fake.documentCount());
  }

  @Test
  void asksForTheBodyThatExpectsToBeAskedFor() throws Exception {
    HttpRequest.Builder request = request("", body(item("id-1", 0))).expectContinue(true);
    assertEquals(200, send(request).statusCode());
    assertEquals(1, fake.documentCount());
  }

  @Test
  void refusesMalformedBodiesAsAWholeAndStoresNothing() throws Exception {
    String good = item("id-1", 0) + "\n";
    for (String body : List.of("", good + item("id-2", 1), good + "no action\n{}\n")) {
      HttpResponse<byte[]> response = send(request("", body.getBytes(StandardCharsets.UTF_8)));
      assertEquals(400, response.statusCode(), body);
      assertEquals(400, json(response).path("status").asInt());
    }
    assertEquals(0, fake.documentCount());
  }

  @Test
  void keepsTemplatesAndGivesThemBack() throws Exception {
    ServerProbe probe = new ServerProbe(fake.url());
    assertEquals(404, probe.get("/_index_template/t").status());
    assertEquals(200, probe.put("/_index_template/t", "{\"priority\":501}").status());
    JsonNode listed = probe.get("/_index_template/t").body().path("index_templates").path(0);
    assertEquals("t", listed.path("name").asText());
    assertEquals(501, listed.path("index_template").path("priority").asInt());
    assertTrue(probe.get("/no/such/path").body().path("error").isTextual());
  }

  @Test
  void answersAsScriptedOncePerRequestAndThenNormally() throws Exception {
    fake.nextBulk(
        FakeAnswer.unavailable(),
        FakeAnswer.overloaded(),
        FakeAnswer.tooLarge(),
        FakeAnswer.html(),
        FakeAnswer.items(201, 429));
    byte[] body = body(item("id-1", 0), item("id-2", 1), item("id-3", 2));
    HttpResponse<byte[]> unavailable = send(request("", body));
    assertEquals(503, unavailable.statusCode());
    assertEquals("cluster_block_exception", json(unavailable).path("error").path("type").asText());
    assertEquals(429, send(request("", body)).statusCode());
    HttpResponse<byte[]> tooLarge = send(request("", body));
    assertEquals(413, tooLarge.statusCode());
    assertEquals(0, tooLarge.body().length);
    assertTrue(text(send(request("", body))).startsWith("<!DOCTYPE html>"));
    assertEquals(0, fake.documentCount());
    assertEquals(List.of(201, 429, 429), statuses(json(send(request("", body)))));
    assertEquals(List.of(409, 201, 201), statuses(json(send(request("", body)))));
  }

  @Test
  void refusesDocumentsByWhatTheyHold() throws Exception {
    fake.everyBulk(
        FakeAnswer.itemsWhere(document -> document.contains("\"event.sequence\":1,"), 400));
    JsonNode answer = bulk("", item("id-1", 0), item("id-2", 1), item("id-3", 2));
    assertEquals(List.of(201, 400, 201), statuses(answer));
  }

  @Test
  void breaksConnectionsAsScriptedBeforeOrAfterExecution() throws Exception {
    for (FakeAnswer answer : List.of(FakeAnswer.close(), FakeAnswer.reset())) {
      fake.nextBulk(answer);
      assertThrows(IOException.class, () -> send(request("", body(item("lost", 0)))));
    }
    assertEquals(0, fake.documentCount());
    fake.nextBulk(FakeAnswer.reset().executed());
    assertThrows(IOException.class, () -> send(request("", body(item("kept", 0)))));
    assertEquals(1, fake.documentCount());
    fake.nextBulk(FakeAnswer.normal().cutAfter(120));
    assertThrows(IOException.class, () -> send(request("", body(item("cut", 1)))));
    assertEquals(2, fake.documentCount());
  }

  @Test
  void hangsUntilTheClientGivesUp() throws Exception {
    fake.nextBulk(FakeAnswer.hang());
    HttpRequest.Builder request = request("", body(item("id-1", 0)));
    request.timeout(Duration.ofSeconds(1)); // in which a slow machine has sent it
    assertThrows(HttpTimeoutException.class, () -> send(request));
    fake.awaitBulkRequests(1, Duration.ofMinutes(1));
    Eventually.await(
        "the connection is gone", Duration.ofMinutes(1), () -> fake.openConnections() == 0);
  }

  @Test
  void stopsAndComesBackOnTheSamePortWithItsDocuments() throws Exception {
    bulk("", item("id-1", 0));
    fake.stop();
    // refused, or reset where the client tries the connection it had kept
    assertThrows(IOException.class, () -> send(request("", body(item("id-2", 1)))));
    assertEquals(1, fake.documentCount());
    fake.start();
    assertEquals(List.of(409), statuses(bulk("", item("id-1", 0))));
  }

  @Test
  void tellsInstancesAndSequencesFromIdsWithoutKeepingDocuments() throws Exception {
    try (FakeElasticsearch load = FakeElasticsearch.startedForLoad()) {
      StringBuilder body = new StringBuilder();
      for (int i = 0; i < 1000; i++) {
        body.append(item("0123456789abcdef" + String.format("%08d", i), i)).append('\n');
      }
      body.append(item("0123456789abcdef~s1", 0).replace("event.sequence", "other")).append('\n');
      HttpRequest.Builder request =
          HttpRequest.newBuilder(load.url().resolve("/_bulk"))
              .POST(BodyPublishers.ofString(body.toString()));
      assertEquals(200, send(request).statusCode());
      load.sequences().assertComplete("0123456789abcdef", 1000);
      assertEquals(1001, load.documentCount());
      assertEquals(List.of(), load.documents());
      assertEquals(0, load.requests().get(0).body().length);
    }
  }

  private static String item(String id, int sequence) {
    return "{\"create\":{\"_index\":\"logs-a-b\",\"_id\":\""
        + id
        + "\"}}\n{\"event.sequence\":"
        + sequence
        + ",\"m\":\"é\"}";
  }

  private static byte[] body(String... items) {
    return (String.join("\n", items) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode bulk(String query, String... items) throws Exception {
    return json(send(request(query, body(items))));
  }

  private HttpRequest.Builder request(String query, byte[] body) {
    return HttpRequest.newBuilder(fake.url().resolve("/_bulk" + query))
        .header("Content-Type", "application/x-ndjson")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    request.version(HttpClient.Version.HTTP_1_1);
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static List<Integer> statuses(JsonNode answer) {
    List<Integer> statuses = new java.util.ArrayList<>();
    answer.path("items").forEach(item -> statuses.add(item.path("create").path("status").asInt()));
    return statuses;
  }

  private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static byte[] gzipped(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    }
    return bytes.toByteArray();
  }
}
