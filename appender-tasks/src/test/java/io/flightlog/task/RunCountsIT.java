package io.flightlog.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.FlushResult;
import io.flightlog.logback.ElasticsearchAppender;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Some hundred runs of a worker pool, some nested, some with lines of other threads: what a real
 * server counts by {@code task.run.id} and {@code log.level} is what the records say.
 */
@Tag("full")
@WithElasticsearch
class RunCountsIT {
  private static final String STREAM = "logs-run_counts-default";
  private static final int RUNS = 300;
  private static final int WORKERS = 4;
  private static final int MOST_LINES = 40;
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Level[] LEVELS = Level.values();

  private static final Pattern QUESTION =
      Pattern.compile("```\\nGET \\S+\\n(.*?)```", Pattern.DOTALL);

  private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
  private final Logger log = context.getLogger("app.Reports");

  @AfterEach
  void close() {
    context.stop();
  }

  @Test
  void theRecordsAgreeWithAnAggregation(ElasticsearchServer server, ServerProbe probe)
      throws Exception {
    context.reset();
    context.start(); // one that was stopped before ignores the next stop
    ElasticsearchAppender appender =
        CountedRuns.appender(context, server.url(), STREAM.split("-", -1)[1]);
    appender.start();
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    runAll(seed);
    assertEquals(FlushResult.Outcome.DELIVERED, appender.flush(LONG).outcome());
    assertEquals(0, appender.stats().droppedTotal());
    probe.refresh(STREAM);
    Map<String, Map<Level, Long>> records = new TreeMap<>();
    for (JsonNode run : probe.searchAll(STREAM, "event.action:\"task-run\"", "event.sequence")) {
      records.put(field(run, "task.run.id").asText(), counts(run));
    }
    assertEquals(RUNS + RUNS / 10, records.size());
    assertEquals(aggregated(probe, records), records);
  }

  private void runAll(long seed) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    ExecutorService helpers = Executors.newFixedThreadPool(2);
    try {
      ExecutorService inContext = TaskContext.wrap(helpers);
      List<Callable<Void>> runs = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        int number = i;
        runs.add(() -> run(number, new Random(seed + number), inContext));
      }
      for (Future<Void> run : workers.invokeAll(runs)) {
        run.get();
      }
    } finally {
      workers.shutdownNow();
      helpers.shutdownNow();
    }
  }

  private Void run(int number, Random random, ExecutorService inContext) throws Exception {
    TaskScope.task("report")
        .id(Integer.toString(number))
        .run(
            () -> {
              write(random);
              if (number % 3 == 0) {
                long others = random.nextLong();
                inContext.submit(() -> write(new Random(others))).get();
              }
              if (number % 10 == 0) {
                TaskScope.task("part").run(() -> write(random));
              }
              write(random);
            });
    return null;
  }

  private void write(Random random) {
    for (int lines = random.nextInt(MOST_LINES); lines > 0; lines--) {
      log.atLevel(LEVELS[random.nextInt(LEVELS.length)]).log("{} lines to go", lines);
    }
  }

  private static Map<Level, Long> counts(JsonNode run) {
    Map<Level, Long> counts = new TreeMap<>();
    for (Level level : LEVELS) {
      JsonNode count = field(run, "task.log." + level.name().toLowerCase(Locale.ROOT));
      counts.put(level, count.asLong(-1));
    }
    return counts;
  }

  /** With zeros for what no bucket is there for, as in the records. */
  private static Map<String, Map<Level, Long>> aggregated(
      ServerProbe probe, Map<String, Map<Level, Long>> records) throws IOException {
    Map<String, Map<Level, Long>> lines = new TreeMap<>();
    for (String run : records.keySet()) {
      Map<Level, Long> zeros = new TreeMap<>();
      for (Level level : LEVELS) {
        zeros.put(level, 0L);
      }
      lines.put(run, zeros);
    }
    JsonNode answer = probe.post("/" + STREAM + "/_search", questionOfTheDocs()).body();
    for (JsonNode run : answer.at("/aggregations/runs/buckets")) {
      for (JsonNode level : run.at("/levels/buckets")) {
        lines
            .computeIfAbsent(run.path("key").asText(), unknown -> new TreeMap<>())
            .put(Level.valueOf(level.path("key").asText()), level.path("doc_count").asLong());
      }
    }
    return lines;
  }

  private static String questionOfTheDocs() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "documents.md"));
    return QUESTION
        .matcher(page)
        .results()
        .map(question -> question.group(1))
        .filter(body -> body.contains("task.run.id"))
        .findFirst()
        .orElseThrow();
  }

  /** A server that rebuilds sources from its fields gives back objects for dotted names. */
  private static JsonNode field(JsonNode source, String name) {
    JsonNode asWritten = source.path(name);
    return asWritten.isMissingNode() ? source.at("/" + name.replace('.', '/')) : asWritten;
  }
}
