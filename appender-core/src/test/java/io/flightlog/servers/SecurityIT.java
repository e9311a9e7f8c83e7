package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.EachServer;
import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.ServerProbe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Keys and privileges that are missing, refused, replaced and granted while an application logs.
 */
@EachServer(
    majors = {8, 9},
    superuser = "admin")
@Tag("full")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SecurityIT implements ServerCases {
  private static final String OTHERS_ONLY = "{\"indices\":[{\"names\":[\"others\"],%s}]}";
  private static final String MAY_WRITE =
      "\"privileges\":[\"create_doc\",\"auto_configure\",\"view_index_metadata\"]";

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
      String ids = "{\"ids\":[\"" + first.path("id").asText() + "\"]}";
      assertEquals(200, probe.deleteWith("/_security/api_key", ids).status());
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
  void toCreateDocumentsIsPrivilegeEnoughForADataStream() {
    role("least", "{\"indices\":[{\"names\":[\"logs-*\"]," + MAY_WRITE + "}]}");
    user("least");
    probe.put(
        "/_index_template/least",
        "{\"index_patterns\":[\"logs-least-*\"],\"priority\":400,\"data_stream\":{}}");
    try (Recorder recorder =
        new Recorder(
            url(), "dataset", "least", "username", "least", "password", EachServer.PASSWORD)) {
      recorder.logMany(500);
      PipelineStats stats = recorder.closed();
      assertEquals(502, stats.delivered());
      assertEquals(1, recorder.diagnostics().warnings().size(), "that it sets nothing up");
      assertArrived("logs-least-default", stats.instanceId(), 502);
    }
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
