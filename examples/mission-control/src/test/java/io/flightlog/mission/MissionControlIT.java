package io.flightlog.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.RealElasticsearch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every request, about {@link RecordedRuns} in a real Elasticsearch. */
@Tag("full")
class MissionControlIT implements AnswerCases, TailCases {
  private static final Duration TO_COME_BACK = Duration.ofMinutes(2);

  private static RealElasticsearch server;
  private static RecordedRuns recorded;
  private static RunningMission mission;
  private static Page page;
  private static LiveStream live;
  private static RunningMission liveMission;
  private static Page livePage;

  @BeforeAll
  static void record() throws IOException {
    server = RealElasticsearch.builder().build().start();
    recorded = RecordedRuns.make(server.url(), "mission");
    mission = RunningMission.onLoopback(server.url(), recorded.stream());
    page = new Page(mission.url());
    live = LiveStream.make(server.url(), "mission_live");
    liveMission = RunningMission.onLoopback(server.url(), live.name());
    livePage = new Page(liveMission.url());
  }

  @AfterAll
  static void close() {
    mission.close();
    liveMission.close();
    server.close();
  }

  @Override
  public Page page() {
    return page;
  }

  @Override
  public RecordedRuns recorded() {
    return recorded;
  }

  @Override
  public Page livePage() {
    return livePage;
  }

  @Override
  public LiveStream live() {
    return live;
  }

  @Test
  void theStatusSaysWhatIsThere() {
    JsonNode status = page.get("/api/status");
    assertTrue(status.path("reachable").asBoolean());
    assertEquals(server.version(), status.path("version").asText());
    assertEquals(recorded.stream(), status.path("indices").asText());
  }

  @Test
  void thePageIsProtected() {
    HttpResponse<String> robots =
        page.send(HttpRequest.newBuilder(mission.url().resolve("/robots.txt")).build());
    assertEquals(200, robots.statusCode());
    String policy = robots.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals("nosniff", robots.headers().firstValue("X-Content-Type-Options").orElseThrow());
    assertEquals("no-referrer", robots.headers().firstValue("Referrer-Policy").orElseThrow());
    assertTrue(robots.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    assertEquals(404, page.ask("/api/nothing").status());
    HttpResponse<String> posted =
        page.send(
            HttpRequest.newBuilder(mission.url().resolve("/api/status"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    assertEquals(405, posted.statusCode());
  }

  @Test
  void theProgramServesUntilItIsEndedAndRefusesWhatItCannotUse() {
    Path java = Path.of(System.getProperty("java.home"));
    try (ChildJvm program =
        ChildJvm.start(
            java,
            List.of("-Xmx128m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
            MissionControl.class,
            "--port=0",
            "--elasticsearch=" + server.url(),
            "--indices=" + recorded.stream())) {
      String said = program.awaitLine("Mission Control: ", TO_COME_BACK);
      URI url = URI.create(said.substring(said.indexOf("http")));
      assertTrue(new Page(url).get("/api/status").path("reachable").asBoolean());
      program.terminate();
    }
    ChildJvm.Ended refused = ChildJvm.run(java, MissionControl.class, "--port=99999");
    assertEquals(2, refused.status());
    assertTrue(
        refused.output().contains("--port must be a number from 0 to 65535, was '99999'"),
        refused.output());
  }

  @Test
  void anIndexThatIsNotThereIsSaid() throws IOException {
    try (RunningMission other = RunningMission.onLoopback(server.url(), "logs-nobody-default")) {
      Page empty = new Page(other.url());
      assertTrue(empty.get("/api/status").path("reachable").asBoolean());
      assertEquals("no_indices", empty.ask("/api/search").code());
      assertEquals("no_indices", empty.ask("/api/overview").code());
    }
  }

  @Test
  void whenElasticsearchIsKilledItIsSaidAndThePageGoesOnWhenItIsBack() throws IOException {
    try (TailListener tail = livePage.listen(null, "q", "\"after the outage\"")) {
      tail.awaitState("live");
      server.kill();
      tail.awaitState("away");
      assertFalse(page.get("/api/status").path("reachable").asBoolean());
      Page.Answer away = page.ask("/api/overview");
      assertEquals(503, away.status());
      assertEquals("elasticsearch_away", away.code());
      server.start();
      Eventually.await(
          "the search answers again",
          TO_COME_BACK,
          () -> page.ask("/api/search", "size", "1").status() == 200);
      tail.awaitState("live");
      live.add("outageoutage0001", Instant.now(), "after the outage", 0);
      assertEquals(List.of("after the outage 0"), tail.messages(1));
    }
  }
}
