package io.flightlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsWriter;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.metrics.Severity;
import io.flightlog.ship.DeadLetter;
import io.flightlog.testkit.BulkBody;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.HostileTexts;
import io.flightlog.testkit.LogDocument;
import io.flightlog.testkit.fake.RecordedRequest;
import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever events, the configuration's constants and a server's answers hold: each line on the wire
 * and in a dead-letter file is one that the library made, also of what was on the disk between.
 * {@code -Dflightlog.seed=N} repeats a run.
 */
@Timeout(300)
class InjectionTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final int EVENTS = 500;
  private static final String TARGET = "logs-injection-default";
  private static final String HOSTILE = "\",\"_index\":\"x\"}}\u0085\u2028\u202e\ud800\\";
  private static final Set<String> CONSTANTS = Set.of("cloud.region");

  private final FakeElasticsearch server = FakeElasticsearch.absent(true);
  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
  private final long seed = Long.getLong("flightlog.seed", System.nanoTime());
  private final SplittableRandom random = new SplittableRandom(seed);

  @TempDir private Path directory;

  @AfterEach
  void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory", "spill", "journal"})
  void whatIsLoggedStaysInItsLine(String durability) {
    server.start();
    LogPipeline<Long> pipeline = start(durability, "2 min");
    logAll(pipeline);
    pipeline.close();
    assertEquals(EVENTS + 2, pipeline.stats().delivered(), () -> said(pipeline));
    assertEquals(EVENTS + 2, soundEvents());
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void whatComesBackFromTheDiskStaysInItsLine(String durability) {
    LogPipeline<Long> first = start(durability, "3 s");
    logAll(first);
    first.close();
    assertEquals(EVENTS + 2, first.stats().spooled(), () -> said(first));
    server.start();
    LogPipeline<Long> second = start(durability, "2 min");
    Eventually.await(
        () -> "what the first one left: " + said(second),
        LONG,
        () -> second.stats().delivered() >= EVENTS + 2);
    second.close();
    assertEquals(EVENTS + 4, soundEvents());
    server.sequences().assertComplete(first.stats().instanceId(), EVENTS + 2);
  }

  /** A third is refused for good, a third until it is stripped, with words that are an attack. */
  @Test
  void whatIsRewrittenOrDeadLetteredStaysInItsLine() throws IOException {
    server.start();
    server.everyBulkBy(InjectionTest::refusal);
    LogPipeline<Long> pipeline = start("spill", "2 min");
    logAll(pipeline);
    pipeline.close();
    PipelineStats stats = pipeline.stats();
    assertTrue(stats.deadLettered() > EVENTS / 4 && stats.stripped() > EVENTS / 2, stats::toString);
    assertTrue(soundEvents() > EVENTS + 2, "some were sent again");
    List<LogDocument> letters = deadLetters();
    assertEquals(stats.deadLettered(), letters.size());
    for (LogDocument letter : letters) {
      assertEquals(
          Set.of("refused_at", "sequence", "status", "error_type", "reason", "document"),
          Set.copyOf(letter.namesUnder("")));
      assertShowable(letter.text("reason"));
      assertShowable(letter.text("error_type"));
      assertTrue(letter.field("document").isObject());
    }
    for (DeadLetter letter : pipeline.deadLetters().list()) {
      assertShowable(letter.reason());
    }
    diagnostics.warnings().forEach(InjectionTest::assertShowable);
  }

  private static FakeAnswer refusal(RecordedRequest request) {
    List<String> items = new ArrayList<>();
    for (LogDocument document : BulkBody.documents(request.body(), TARGET, CONSTANTS)) {
      long kind = document.has("event.sequence") ? document.integer("event.sequence") % 3 : 2;
      boolean taken = kind == 2 || (kind == 1 && document.has("flightlog.refused.type"));
      items.add(
          taken
              ? "{\"create\":{\"status\":201}}"
              : "{\"create\":{\"status\":400,\"error\":{\"type\":\"bad\\u001b[2J\\n\\u202e\\\"}\",\"reason\":"
                  + "\"\\r\\n{\\\"delete\\\":{}}\\u009b31m\"}}}");
    }
    return FakeAnswer.whole(200, "{\"items\":[" + String.join(",", items) + "]}");
  }

  private void logAll(LogPipeline<Long> pipeline) {
    System.out.println("flightlog.seed=" + seed);
    for (int i = 0; i < EVENTS; i++) {
      assertTrue(pipeline.append(Severity.INFO, random.nextLong()), () -> said(pipeline));
    }
  }

  private static void encode(Long seed, EcsWriter out) {
    SplittableRandom random = new SplittableRandom(seed);
    out.timestamp(1_700_000_000L, 0);
    out.level(HostileTexts.random(random));
    out.logger(HostileTexts.random(random));
    out.thread(HostileTexts.random(random));
    String message = HostileTexts.random(random);
    out.message(random.nextBoolean() ? message : CharBuffer.wrap(message));
    if (random.nextInt(3) == 0) {
      Error error = new Error(HostileTexts.random(random));
      String place = HostileTexts.random(random);
      error.setStackTrace(new StackTraceElement[] {new StackTraceElement(place, place, place, 1)});
      out.error(error);
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      out.tag(HostileTexts.random(random));
    }
    out.origin(HostileTexts.random(random), 7, HostileTexts.random(random));
    for (int i = random.nextInt(5); i > 0; i--) {
      out.keyValue(HostileTexts.random(random), HostileTexts.random(random));
      out.keyValue(HostileTexts.random(random), random.nextDouble());
      out.contextEntry(HostileTexts.random(random), HostileTexts.random(random));
    }
    for (String name : new String[] {"task.id", "user.name", "http.request.id", "event.start"}) {
      out.keyValue(name, HostileTexts.random(random));
    }
    if (random.nextInt(10) == 0) {
      throw new IllegalStateException(HostileTexts.random(random));
    }
  }

  private long soundEvents() {
    return server.bulkRequests().stream()
        .flatMap(bulk -> BulkBody.documents(bulk.body(), TARGET, CONSTANTS).stream())
        .filter(document -> document.has("event.sequence"))
        .count();
  }

  private List<LogDocument> deadLetters() throws IOException {
    List<LogDocument> letters = new ArrayList<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(path -> path.toString().endsWith(".ndjson")).toList()) {
        for (String line : Files.readAllLines(file)) {
          letters.add(LogDocument.parse(line.getBytes(StandardCharsets.UTF_8)));
        }
      }
    }
    return letters;
  }

  private LogPipeline<Long> start(String durability, String shutdownTimeout) {
    OptionValues options =
        new OptionValues()
            .set("url", server.url().toString())
            .set("dataset", "injection")
            .set("durability", durability)
            .set("spool.directory", directory.toString())
            .set("batch.linger", "20 ms")
            .set("retry.initialBackoff", "1 ms")
            .set("retry.maxBackoff", "20 ms")
            .set("queue.maxWait", "1 min")
            .set("shutdownTimeout", shutdownTimeout)
            .set("service.name", "\n{\"delete\":{}}\n" + HOSTILE)
            .set("service.nodeName", HOSTILE)
            .addField("team\"}}" + HOSTILE, HOSTILE)
            .addField("cloud.region", HOSTILE);
    return LogPipeline.start(
        "injection", PipelineConfig.from(options), InjectionTest::encode, diagnostics);
  }

  private static void assertShowable(String text) {
    assertTrue(text.length() < 500, text);
    assertTrue(
        text.codePoints()
            .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT),
        text);
  }

  private String said(LogPipeline<?> pipeline) {
    return "seed " + seed + " " + pipeline.stats() + diagnostics.warnings() + diagnostics.errors();
  }
}
