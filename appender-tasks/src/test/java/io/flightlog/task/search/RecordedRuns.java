package io.flightlog.task.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.ServerProbe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What two instances logged into one index, by the Logback appender: {@code worker-2} was killed in
 * the midst of a run; {@code worker-1} came after it, sent what was left of it, and stopped in
 * order. Then one of its events was deleted, and another one, of the same thousand, was doubled.
 */
final class RecordedRuns implements AutoCloseable {
  static final String HOSTILE_USER = "alice\" OR user.id:* OR \"*";
  static final int MANY = 25;
  static final int LINES = 2_500;

  static final long DELETED = 1_205;
  static final long DOUBLED = 1_700;

  private static final Duration TO_TELL = Duration.ofMinutes(2);

  private final SearchConnection connection;
  private final String stream;
  private final ServerProbe probe;

  RecordedRuns(URI url, String dataset) {
    probe = new ServerProbe(url);
    stream = "logs-" + dataset + "-default";
    Path spool = Path.of("target", "spool-" + dataset).toAbsolutePath();
    try {
      KilledInstance.live(url, dataset, "worker-2", Files.createDirectories(spool));
      try (RecordedInstance instance = new RecordedInstance(url, dataset, "worker-1", spool)) {
        log(instance);
        instance.deliver();
        Eventually.await("the death is told", TO_TELL, this::deathIsTold);
      }
      damage();
      connection = SearchConnection.to(url);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void log(RecordedInstance instance) {
    instance.step("alice", "daily-report", "report-1", 2, true);
    instance.step("alice", "daily-report", "report-1", 3, false);
    instance.step("alice", "send-mail", "mail-1", 1, false);
    instance.run(HOSTILE_USER, "daily-report", "report-2", true);
    for (int i = 0; i < MANY; i++) {
      instance.run("carol", "tick", "tick-" + i, true);
    }
    instance.late("alice", "late-report", "late-1", Duration.ofHours(2));
    instance.late("alice", "late-report", "late-2", Duration.ofHours(1));
    instance.late("alice", "prompt-report", "prompt-1", Duration.ofMillis(1));
    instance.talk("dave", "talk", "talk-1", LINES);
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

  private JsonNode hit(long sequence) {
    ServerProbe.Answer answer =
        probe.post(
            "/" + stream + "/_search",
            "{\"query\":{\"query_string\":{\"query\":"
                + "\"service.node.name:\\\"worker-1\\\" AND event.sequence:"
                + sequence
                + "\"}}}");
    return answer.body().at("/hits/hits/0");
  }

  String stream() {
    return stream;
  }

  ServerProbe probe() {
    return probe;
  }

  ElasticsearchClient client() {
    return connection.client();
  }

  TaskSearch search() {
    return TaskSearch.in(client(), stream);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
