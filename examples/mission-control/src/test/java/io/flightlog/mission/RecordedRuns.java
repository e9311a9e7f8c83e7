package io.flightlog.mission;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.ServerProbe;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What two instances logged into one index, by the Logback appender: {@code worker-2} was killed in
 * the midst of a run; {@code worker-1} came after it, sent what was left of it, and stopped in
 * order. Then one of its lines was deleted, and another one was doubled.
 */
final class RecordedRuns {
  static final String HOSTILE_TEXT =
      "<script>alert(1)</script> \u202Eevil\u202C \uD83D\uDE80 \u001B[31mred\u001B[0m end";
  static final int LINES = 1_200;

  /** Its message, so that it can be found. */
  static final String DELETED = "line 700";

  static final String DOUBLED = "line 900";

  private final String stream;
  private final ServerProbe probe;

  private RecordedRuns(String stream, ServerProbe probe) {
    this.stream = stream;
    this.probe = probe;
  }

  static RecordedRuns make(URI url, String dataset) throws IOException {
    Path spool = Files.createDirectories(Path.of("target", "spool-" + dataset).toAbsolutePath());
    RecordedRuns runs = new RecordedRuns("logs-" + dataset + "-default", new ServerProbe(url));
    KilledInstance.live(url, dataset, "worker-2", spool);
    try (RecordedInstance instance = new RecordedInstance(url, dataset, "worker-1", spool)) {
      log(instance);
      instance.deliver();
      Eventually.await("the death is told", Duration.ofSeconds(60), runs::deathIsTold);
    }
    runs.damage();
    return runs;
  }

  private static void log(RecordedInstance instance) {
    instance.step(
        RecordedInstance.task("alice", "daily-report", "report-1").attempt(2), "printing", true);
    instance.step(
        RecordedInstance.task("alice", "daily-report", "report-1").attempt(3), "printing", false);
    instance.step(RecordedInstance.task("alice", "send-mail", "mail-1"), "posting it", false);
    instance.run(RecordedInstance.task("eve", "hostile", "hostile-1"), HOSTILE_TEXT, false);
    instance.run(
        RecordedInstance.task("eve", "hostile", "hostile-2"), "head " + "x".repeat(20_000), false);
    instance.run(
        RecordedInstance.task("dave", "late-report", "late-1")
            .scheduledAt(Instant.now().minusSeconds(60)),
        "late",
        false);
    RecordedInstance.task("dave", "talk", "talk-1")
        .run(
            () -> {
              for (int i = 0; i < LINES; i++) {
                instance.log().warn("line {}", i);
              }
            });
  }

  private boolean deathIsTold() {
    probe.refresh(stream);
    return probe.count(stream, "event.action:\"recorder-died\"") == 1;
  }

  private void damage() {
    probe.refresh(stream);
    JsonNode deleted = hit(DELETED);
    probe.delete("/" + deleted.path("_index").asText() + "/_doc/" + deleted.path("_id").asText());
    probe.put("/" + stream + "/_create/doubled", hit(DOUBLED).path("_source").toString());
    probe.refresh(stream);
  }

  private JsonNode hit(String message) {
    return probe
        .post(
            "/" + stream + "/_search",
            "{\"query\":{\"match_phrase\":{\"message\":\"" + message + "\"}}}")
        .body()
        .at("/hits/hits/0");
  }

  String stream() {
    return stream;
  }

  ServerProbe probe() {
    return probe;
  }

  /** Fills a server that runs, to look at by hand. */
  public static void main(String[] args) throws IOException {
    make(URI.create(args[0]), args[1]);
  }
}
