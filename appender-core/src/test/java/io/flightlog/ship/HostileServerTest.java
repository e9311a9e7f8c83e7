package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.FlushResult.Outcome;
import io.flightlog.LogPipeline;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsWriter;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.RecordedDiagnostics;
import io.flightlog.metrics.Severity;
import io.flightlog.ship.SocketServer.Connection;
import io.flightlog.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A server, or whoever stands in its place, that answers without end, with what is no answer, or a
 * byte at a time, over real sockets: the application goes on, one message says it, and once the
 * server behaves every event is there.
 */
@Timeout(180)
class HostileServerTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
  private volatile boolean behaves;

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_NONE,
      names = {".*_WITHOUT_END"})
  void theApplicationGoesOnAndEverythingArrivesOnceItBehaves(Misdeed misdeed) throws IOException {
    misbehaveForAWhile(misdeed);
  }

  /** Those that {@link AnswerBoundsTest} sends to the client alone. */
  @Tag("full")
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ANY,
      names = {".*_WITHOUT_END"})
  void theApplicationGoesOnWhenAnAnswerHasNoEnd(Misdeed misdeed) throws IOException {
    misbehaveForAWhile(misdeed);
  }

  private void misbehaveForAWhile(Misdeed misdeed) throws IOException {
    try (SocketServer server = new SocketServer(connection -> serve(connection, misdeed))) {
      LogPipeline<String> pipeline = start(server);
      for (int i = 0; i < 100; i++) {
        assertTrue(pipeline.append(Severity.INFO, "event " + i));
      }
      Eventually.await(
          () -> misdeed + " is felt as an outage: " + said(pipeline),
          LONG,
          () -> !diagnostics.warnings().isEmpty());
      long retried = pipeline.stats().retriedRequests();
      Eventually.await(
          () -> misdeed + " goes on: " + said(pipeline),
          LONG,
          () -> pipeline.stats().retriedRequests() > retried);
      List<String> warnings = List.copyOf(diagnostics.warnings());
      assertEquals(1, warnings.size(), () -> said(pipeline));
      assertShowable(warnings.get(0));
      behaves = true;
      assertEquals(Outcome.DELIVERED, pipeline.flush(LONG).outcome(), () -> said(pipeline));
      pipeline.close();
      PipelineStats stats = pipeline.stats();
      assertEquals(102, stats.delivered(), () -> said(pipeline));
      assertEquals(0, stats.agentFailures(), () -> said(pipeline));
      assertEquals(List.of(), diagnostics.errors());
    }
  }

  private void serve(Connection connection, Misdeed misdeed)
      throws IOException, InterruptedException {
    for (var request = connection.readRequest();
        request != null;
        request = connection.readRequest()) {
      if (!behaves) {
        misdeed.answer(connection);
        return;
      }
      String body = new String(request.body(), StandardCharsets.UTF_8);
      int[] statuses = new int[(int) body.lines().count() / 2];
      Arrays.fill(statuses, 201);
      connection.answer(200, ScriptedBulkClient.items(statuses));
    }
  }

  private LogPipeline<String> start(SocketServer server) {
    Map<String, String> options = new TreeMap<>();
    options.put("url", server.url().toString());
    options.put("durability", "memory");
    options.put("setup", "off");
    options.put("compression", "none");
    options.put("statusInterval", "0");
    options.put("requestTimeout", "150 ms");
    options.put("batch.linger", "20 ms");
    options.put("retry.initialBackoff", "1 ms");
    options.put("retry.maxBackoff", "20 ms");
    options.put("shutdownTimeout", "10 s");
    PipelineConfig config = PipelineConfig.from(OptionValues.of(options));
    return LogPipeline.start("hostile", config, HostileServerTest::encode, diagnostics);
  }

  private static void encode(String event, EcsWriter out) {
    out.timestamp(1_700_000_000L, 0);
    out.message(event);
  }

  private static void assertShowable(String warning) {
    assertTrue(warning.length() < 500, warning);
    assertTrue(warning.startsWith("Elasticsearch "), warning);
    assertTrue(
        warning
            .codePoints()
            .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT),
        warning);
  }

  private String said(LogPipeline<?> pipeline) {
    return pipeline.stats() + " " + diagnostics.warnings() + diagnostics.errors();
  }
}
