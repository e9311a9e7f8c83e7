package io.flightlog.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every question, about {@link RecordedRuns} in a real Elasticsearch. */
interface AnswerCases {
  Page page();

  RecordedRuns recorded();

  private static List<String> texts(JsonNode array, String pointer) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.at(pointer).asText()));
    return texts;
  }

  private static long sum(JsonNode series) {
    long sum = 0;
    for (JsonNode one : series) {
      for (JsonNode count : one.path("counts")) {
        sum += count.asLong();
      }
    }
    return sum;
  }

  @Test
  default void theOverviewCountsEachEventAndEachRun() {
    JsonNode overview = page().get("/api/overview", "from", "now-1h");
    long events = recorded().probe().count(recorded().stream(), "*");
    assertEquals(events, overview.at("/events/value").asLong());
    assertEquals(events, sum(overview.path("byLevel")));
    assertEquals(events, sum(overview.path("byInstance")));
    assertTrue(overview.path("at").size() <= Intervals.MOST);
    assertEquals(
        overview.path("at").size(), overview.at("/byLevel/0/counts").size(), overview::toString);
    assertEquals(6, overview.at("/outcomes/success").asLong());
    assertEquals(2, overview.at("/outcomes/failure").asLong());
    assertEquals(1, overview.at("/outcomes/running").asLong());
    JsonNode failing = overview.at("/tasks/0");
    assertEquals("daily-report", failing.path("name").asText());
    assertEquals(3, failing.path("runs").asLong());
    assertEquals(2, failing.path("failures").asLong());
    assertEquals("late-report", overview.at("/lagByTask/0/task").asText());
    assertTrue(overview.at("/lag/max").asDouble() >= 60_000, overview::toString);
    JsonNode error = overview.at("/errors/0");
    assertEquals("java.lang.IllegalStateException", error.path("type").asText());
    assertEquals("no paper", error.path("message").asText());
    assertEquals("daily-report", error.at("/tasks/0").asText());
    assertTrue(overview.path("slowestRuns").size() > 0);
  }

  @Test
  default void aBareWordFindsAUser() {
    JsonNode found = page().get("/api/search", "q", "alice");
    assertEquals("word", found.at("/query/kind").asText());
    assertEquals("user.id", found.at("/facets/fields/0/field").asText());
    assertEquals(12, found.at("/total/value").asLong());
    assertEquals(Set.of("alice"), new HashSet<>(texts(found.path("hits"), "/line/task/userId")));
    JsonNode narrowed = page().get("/api/search", "q", "alice", "instance", "worker-2");
    assertEquals(3, narrowed.at("/total/value").asLong());
    assertEquals(found.at("/facets/instances"), narrowed.at("/facets/instances"));
    JsonNode failed =
        page().get("/api/search", "q", "alice", "action", "task-run", "outcome", "failure");
    assertEquals(2, failed.at("/total/value").asLong());
  }

  @Test
  default void wordsAreShownWhereTheyAre() {
    JsonNode found = page().get("/api/search", "q", "line 701");
    assertEquals("text", found.at("/query/kind").asText());
    assertEquals(1, found.path("hits").size(), found::toString);
    JsonNode hit = found.at("/hits/0");
    assertEquals("line 701", hit.at("/line/message").asText());
    assertEquals("[[0,4],[5,8]]", hit.at("/highlights/message").toString());
  }

  @Test
  default void pagesHoldEachDocumentOnce() {
    List<String> ids = new ArrayList<>();
    JsonNode found =
        page().get("/api/search", "q", "task.id:\"talk-1\"", "size", "200", "order", "oldest");
    long total = found.at("/total/value").asLong();
    while (true) {
      ids.addAll(texts(found.path("hits"), "/id"));
      if (!found.has("after")) {
        break;
      }
      found =
          page()
              .get(
                  "/api/search",
                  "q",
                  "task.id:\"talk-1\"",
                  "size",
                  "200",
                  "order",
                  "oldest",
                  "after",
                  found.path("after").asText());
      assertFalse(found.has("total"));
    }
    assertEquals(RecordedRuns.LINES + 2, total); // one line less, one doubled, two records
    assertEquals(total, ids.size());
    assertEquals(ids.size(), new HashSet<>(ids).size());
  }

  @Test
  default void whatIsHostileIsHandedOverAsItIs() {
    JsonNode hit = page().get("/api/search", "q", "task.id:\"hostile-1\" AND end").at("/hits/0");
    assertEquals(RecordedRuns.HOSTILE_TEXT, hit.at("/line/message").asText());
    JsonNode end = page().get("/api/search", "q", "task.id:\"hostile-2\" AND head").at("/hits/0");
    String cut = end.at("/line/message").asText();
    assertEquals(ShownLine.MESSAGE, cut.length());
    JsonNode document =
        page()
            .get(
                "/api/document",
                "index",
                end.path("index").asText(),
                "id",
                end.path("id").asText());
    assertTrue(document.at("/document/message").asText().endsWith("xxx"));
    for (String q :
        List.of("\\", "\u0000", "' OR 1=1 --", "a\"b", "\uD83D\uDE80", "</script>", "%00", "{}")) {
      Page.Answer answer = page().ask("/api/search", "q", q);
      assertTrue(
          answer.status() == 200 || answer.code().equals("refused_query"), q + ": " + answer);
    }
    assertEquals(
        0, page().get("/api/search", "instance", "worker-1\" OR \"*").at("/total/value").asLong());
    assertEquals(404, page().ask("/api/tasks/*").status());
    assertEquals(
        404, page().ask("/api/document", "index", "*", "id", end.path("id").asText()).status());
  }

  @Test
  default void whatIsExpensiveOrWrongIsRefusedWithAReason() {
    for (String q : List.of("*paper", "/pap.*/", "papr~", "p*", "(paper", "message:paper AND")) {
      Page.Answer answer = page().ask("/api/search", "q", q);
      assertEquals(400, answer.status(), q);
      assertEquals("refused_query", answer.code(), q);
    }
    Page.Answer answer = page().ask("/api/search", "size", "1000");
    assertEquals("bad_parameter", answer.code());
    assertEquals(
        "parameter size must be a number from 1 to 200, was '1000'",
        answer.body().at("/error/message").asText());
    assertEquals("bad_parameter", page().ask("/api/search", "from", "yesterday").code());
    assertEquals("bad_parameter", page().ask("/api/search", "from", "now", "to", "now-1h").code());
    assertEquals("bad_parameter", page().ask("/api/search", "after", "x~y~z").code());
    String range = "2026-11-26T12:00:00Z~2026-11-26T13:00:00Z~";
    assertEquals("bad_parameter", page().ask("/api/search", "after", range + "%").code());
    assertEquals("bad_parameter", page().ask("/api/search", "colour", "red").code());
    assertEquals("bad_parameter", page().ask("/api/tail", "cursor", "nonsense").code());
    assertEquals("refused_query", page().ask("/api/tail", "q", "*x").code());
  }

  @Test
  default void aTaskIsFollowedThroughAllItsAttempts() {
    JsonNode task = page().get("/api/tasks/report-1");
    assertEquals("daily-report", task.at("/task/name").asText());
    assertEquals(List.of("worker-2", "worker-1"), texts(task.path("instances"), "/name"));
    assertEquals(List.of("1", "2", "3"), texts(task.path("attempts"), "/task/attempt"));
    assertEquals(
        List.of("failure", "failure", "success"), texts(task.path("attempts"), "/outcome"));
    assertTrue(task.at("/attempts/0/error/stackTrace").asText().contains("\tat "), task::toString);
    assertEquals(9, task.path("lines").size());
    assertEquals(0, task.path("gaps").size());
    String run = task.at("/attempts/0/task/runId").asText();
    JsonNode told = page().get("/api/runs/" + run);
    assertEquals("ended", told.at("/run/state").asText());
    assertEquals(3, told.path("lines").size());
    assertEquals(404, page().ask("/api/runs/nobody").status());
  }

  @Test
  default void aRunThatHasNotEndedSaysSoAndAHoleInOneIsFound() {
    JsonNode endless = page().get("/api/tasks/endless-1");
    assertEquals("running", endless.at("/attempts/0/state").asText());
    JsonNode talk = page().get("/api/tasks/talk-1");
    assertEquals(1_000, talk.path("lines").size());
    assertTrue(talk.path("truncated").asBoolean());
    assertEquals(1, talk.path("gaps").size(), talk.path("gaps")::toString);
    assertEquals(1, talk.at("/gaps/0/count").asLong());
    assertEquals("worker-1", talk.at("/gaps/0/instance/name").asText());
  }

  @Test
  default void aTraceHasItsStepsInTheirOrder() {
    JsonNode trace = page().get("/api/traces/" + RecordedInstance.TRACE);
    assertEquals(
        List.of("report-1", "report-1", "report-1", "mail-1"),
        texts(trace.path("steps"), "/task/id"));
    assertEquals(12, trace.path("lines").size());
    assertEquals(List.of("worker-2", "worker-1"), texts(trace.path("instances"), "/name"));
  }

  @Test
  default void integrityTellsTheHoleTheDoubleAndTheDeath() {
    JsonNode instances = page().get("/api/integrity").path("instances");
    assertEquals(List.of("worker-1", "worker-2"), texts(instances, "/instance/name"));
    JsonNode damaged = instances.get(0);
    assertEquals("missing", damaged.path("state").asText());
    assertEquals(1, damaged.path("missing").asLong());
    assertEquals(1, damaged.path("duplicated").asLong());
    assertEquals("stopped", damaged.path("end").asText());
    assertEquals(1, damaged.at("/holes/0/count").asLong());
    Instant after = Instant.parse(damaged.at("/holes/0/after").asText());
    assertFalse(after.isAfter(Instant.parse(damaged.at("/holes/0/before").asText())));
    assertEquals(0, damaged.at("/dropped/info").asLong());
    assertEquals(0, damaged.path("spooled").asLong());
    JsonNode dead = instances.get(1);
    assertEquals("complete", dead.path("state").asText());
    assertEquals("died", dead.path("end").asText());
    assertEquals(0, dead.path("missing").asLong());
    assertTrue(dead.at("/death").hasNonNull("time"), dead::toString);
  }
}
