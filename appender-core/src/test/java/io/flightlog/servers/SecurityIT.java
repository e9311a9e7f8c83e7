package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.DeliveryAccount;
import io.flightlog.testkit.EachServer;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.PipelineStatistics;
import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.ServerProbe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keys and privileges that are missing, refused, replaced, expired and granted while an application
 * logs, and the least that docs/security.md asks for.
 */
@EachServer(
    majors = {8, 9},
    superuser = "admin")
@Tag("full")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class SecurityIT implements ServerCases {
  private static final String OTHERS_ONLY = "{\"indices\":[{\"names\":[\"others\"],%s}]}";
  private static final String MAY_WRITE =
      "\"privileges\":[\"create_doc\",\"auto_configure\",\"view_index_metadata\"]";

  private static final Pattern REQUEST =
      Pattern.compile("```json\n(\\{.*?\n})\n```", Pattern.DOTALL);

  private final RealElasticsearch server;
  private final ServerProbe probe;

  SecurityIT(RealElasticsearch server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  @Override
  public RealElasticsearch server() {
    return server;
  }

  @Override
  public ServerProbe probe() {
    return probe;
  }

  @Test
  void eventsWaitBehindAWrongKeyUntilItsFileHoldsTheRightOne(@TempDir Path directory)
      throws IOException {
    String index = "secured-wrong-key";
    createIndex(index, Map.of());
    String unknown =
        Base64.getEncoder().encodeToString("aaaa:bbbb".getBytes(StandardCharsets.UTF_8));
    Path file = Files.writeString(directory.resolve("key"), unknown + "\n");
    try (Recorder recorder = new Recorder(url(), "index", index, "apiKeyFile", file.toString())) {
      recorder.logMany(500);
      recorder.awaitWarning("401");
      assertEquals(0, recorder.stats().delivered());
      Files.writeString(file, newKey().path("encoded").asText());
      PipelineStats stats = recorder.closed();
      assertEquals(502, stats.delivered());
      assertArrived(index, stats.instanceId(), 502);
    }
  }

  @Test
  void eventsWaitBehindARevokedKeyUntilItIsReplaced(@TempDir Path directory) throws IOException {
    String index = "secured-revoked-key";
    createIndex(index, Map.of());
    JsonNode first = newKey();
    Path file = Files.writeString(directory.resolve("key"), first.path("encoded").asText());
    try (Recorder recorder = new Recorder(url(), "index", index, "apiKeyFile", file.toString())) {
      recorder.logMany(500);
      recorder.flush();
      invalidate(first);
      recorder.logMany(500);
      recorder.awaitWarning("401");
      assertEquals(501, recorder.stats().delivered());
      Files.writeString(file, newKey().path("encoded").asText());
      PipelineStats stats = recorder.closed();
      assertEquals(1002, stats.delivered());
      assertArrived(index, stats.instanceId(), 1002);
    }
  }

  /** With a privilege somewhere the request is taken and each item refused; with none, neither. */
  @ParameterizedTest
  @CsvSource({"elsewhere, create_doc", "nowhere, view_index_metadata"})
  void eventsWaitForAPrivilegeUntilItIsGranted(String user, String privilege) {
    String index = "secured-" + user;
    createIndex(index, Map.of());
    role(user, OTHERS_ONLY.formatted("\"privileges\":[\"" + privilege + "\"]"));
    user(user);
    try (Recorder recorder =
        new Recorder(url(), "index", index, "username", user, "password", EachServer.PASSWORD)) {
      recorder.logMany(500);
      recorder.awaitWarning("403 security_exception");
      assertEquals(0, recorder.stats().delivered());
      role(user, "{\"indices\":[{\"names\":[\"secured-*\"]," + MAY_WRITE + "}]}");
      PipelineStats stats = recorder.closed();
      assertEquals(502, stats.delivered());
      assertArrived(index, stats.instanceId(), 502);
    }
  }

  @Test
  void theKeyOfTheSecurityPageShipsAndMayDoNothingElse(@TempDir Path directory) throws IOException {
    template("least");
    String key = key(requestsOfThePage().get(0));
    Path file = Files.writeString(directory.resolve("key"), key);
    try (Recorder recorder =
        new Recorder(url(), "dataset", "least", "setup", "off", "apiKeyFile", file.toString())) {
      recorder.logMany(500);
      PipelineStats stats = recorder.closed();
      assertEquals(List.of(), recorder.diagnostics().warnings());
      assertNothingIsLost("logs-least-default", stats);
    }
    ServerProbe owner = probe.asApiKey(key);
    assertEquals(403, owner.get("/logs-least-default/_search").status());
    assertEquals(403, owner.get("/_cluster/health").status());
    assertEquals(403, owner.get("/_index_template/least").status());
    assertEquals(403, owner.post("/logs-least-default/_rollover", "{}").status());
    JsonNode stored =
        probe
            .get("/logs-least-default/_search?size=1&q=event.sequence:7")
            .body()
            .at("/hits/hits/0");
    String index = stored.path("_index").asText();
    String id = stored.path("_id").asText();
    assertEquals(403, owner.get("/" + index + "/_doc/" + id).status());
    assertEquals(403, owner.delete("/" + index + "/_doc/" + id).status());
    String overwrite = "/" + index + "/_doc/" + id + "?if_seq_no=0&if_primary_term=1";
    assertEquals(403, owner.put(overwrite, "{}").status());
    assertEquals(403, owner.delete("/" + index).status());
    assertEquals(403, owner.post("/others/_doc", "{}").status());
  }

  @Test
  void theKeyOfTheSecurityPageThatSetsUpInstallsTheTemplate(@TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("key"), key(requestsOfThePage().get(1)));
    try (Recorder recorder =
        new Recorder(url(), "dataset", "setup", "apiKeyFile", file.toString())) {
      recorder.logMany(500);
      PipelineStats stats = recorder.closed();
      assertEquals(List.of(), recorder.diagnostics().warnings());
      assertNothingIsLost("logs-setup-default", stats);
    }
    assertEquals(200, probe.get("/_index_template/flightlog-logs-setup").status());
  }

  /** Each key is invalidated as soon as its successor is in the file, whatever is in flight. */
  @Test
  void keysThatAreReplacedWhileEventsFlowLoseNothing(@TempDir Path directory) throws IOException {
    template("rotated");
    JsonNode current = newKey();
    Path file = Files.writeString(directory.resolve("key"), current.path("encoded").asText());
    try (Recorder recorder =
        new Recorder(url(), "dataset", "rotated", "setup", "off", "apiKeyFile", file.toString())) {
      for (int i = 0; i < 5; i++) {
        recorder.logMany(1000);
        recorder.awaitDelivered(1 + 1000L * i);
        JsonNode next = newKey();
        Path written = Files.writeString(directory.resolve("next"), next.path("encoded").asText());
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        invalidate(current);
        current = next;
      }
      assertNothingIsLost("logs-rotated-default", recorder.closed());
    }
  }

  @Test
  void aKeyThatExpiresWhileEventsFlowLosesNothing(@TempDir Path directory) throws IOException {
    template("expired");
    String expiring = key("{\"name\":\"expiring\",\"expiration\":\"2s\"}");
    Path file = Files.writeString(directory.resolve("key"), expiring);
    try (Recorder recorder =
        new Recorder(url(), "dataset", "expired", "setup", "off", "apiKeyFile", file.toString())) {
      Eventually.await(
          () -> "no refusal: " + recorder.stats(),
          Recorder.LONG,
          () -> {
            recorder.logMany(10);
            recorder.flushNow();
            return recorder.diagnostics().warnings().stream().anyMatch(one -> one.contains("401"));
          });
      Files.writeString(file, newKey().path("encoded").asText());
      assertNothingIsLost("logs-expired-default", recorder.closed());
    }
  }

  /** By the account that believes no counter. */
  private void assertNothingIsLost(String index, PipelineStats stats) {
    probe.refresh(index);
    DeliveryAccount.of(stats.instanceId())
        .index(probe.sequences(index))
        .counters(
            new PipelineStatistics(
                stats.offered(),
                stats.accepted(),
                0,
                stats.droppedTotal(),
                stats.delivered(),
                stats.redirected(),
                stats.deadLettered(),
                stats.lostTotal(),
                stats.resident(),
                stats.spooled()))
        .missingAtMost(0)
        .assertCloses();
  }

  /** The bare distributions have none for {@code logs-*}. */
  private void template(String dataset) {
    ServerProbe.Answer answer =
        probe.put(
            "/_index_template/" + dataset,
            "{\"index_patterns\":[\"logs-%s-*\"],\"priority\":400,\"data_stream\":{}}"
                .formatted(dataset));
    assertEquals(200, answer.status(), () -> answer.body().toString());
  }

  /** Bodies of requests for keys, in their order. */
  private static List<String> requestsOfThePage() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "security.md"));
    List<String> requests = REQUEST.matcher(page).results().map(found -> found.group(1)).toList();
    assertEquals(2, requests.size());
    return requests;
  }

  private String key(String request) {
    ServerProbe.Answer answer = probe.post("/_security/api_key", request);
    assertEquals(200, answer.status(), () -> answer.body().toString());
    return answer.body().path("encoded").asText();
  }

  private void invalidate(JsonNode key) {
    String ids = "{\"ids\":[\"" + key.path("id").asText() + "\"]}";
    assertEquals(200, probe.deleteWith("/_security/api_key", ids).status());
  }

  private JsonNode newKey() {
    ServerProbe.Answer answer = probe.post("/_security/api_key", "{\"name\":\"shipper\"}");
    assertEquals(200, answer.status(), () -> answer.body().toString());
    return answer.body();
  }

  private void role(String name, String definition) {
    ServerProbe.Answer answer = probe.put("/_security/role/" + name, definition);
    assertEquals(200, answer.status(), () -> answer.body().toString());
  }

  private void user(String name) {
    ServerProbe.Answer answer =
        probe.put(
            "/_security/user/" + name,
            "{\"password\":\"%s\",\"roles\":[\"%s\"]}".formatted(EachServer.PASSWORD, name));
    assertEquals(200, answer.status(), () -> answer.body().toString());
  }
}
