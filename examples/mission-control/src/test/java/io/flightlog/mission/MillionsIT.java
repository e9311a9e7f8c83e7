package io.flightlog.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.ServerProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Five million events in one index: answers are right, and how long they took is printed, in
 * milliseconds, as a table; docs/mission-control.md has it. What is judged is no time.
 */
@Tag("nightly")
class MillionsIT {
  private static final int WRITERS = 2;
  private static final int RUNS = 50_000;
  private static final int LINES = 98; // and two records
  private static final int USERS = 500;
  private static final int FAILS_EACH = 100;
  private static final int RUNS_AT_A_TIME = 500;
  private static final int ROUNDS = 5;
  private static final String DATASET = "millions";
  private static final String STREAM = "logs-" + DATASET + "-default";

  @Test
  void answersOverFiveMillionEventsAreRightAndTimed() throws Exception {
    try (RealElasticsearch server = RealElasticsearch.builder().fastBoot(false).build().start()) {
      write(server);
      ServerProbe probe = new ServerProbe(server.url());
      probe.refresh(STREAM);
      long events = probe.count(STREAM, "agent.type:flightlog");
      assertTrue(events >= (long) RUNS * (LINES + 2), events + " events");
      try (RunningMission mission = RunningMission.onLoopback(server.url(), STREAM)) {
        ask(new Page(mission.url()));
      }
    }
  }

  private static void write(RealElasticsearch server) throws Exception {
    Path spool = Path.of("target", "spool-" + DATASET).toAbsolutePath();
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (RecordedInstance instance =
        new RecordedInstance(server.url(), DATASET, "worker-1", spool)) {
      List<Future<?>> writing = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int first = i;
        writing.add(writers.submit(() -> writeRuns(instance, first)));
      }
      for (Future<?> one : writing) {
        one.get();
      }
      instance.deliver();
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    } finally {
      writers.shutdownNow();
    }
  }

  /**
   * Waits for the server now and then: it is slower, and past 80 % of the spool events are shed.
   */
  private static void writeRuns(RecordedInstance instance, int first) {
    for (int run = first; run < RUNS; run += WRITERS) {
      String id = "invoice-" + run;
      boolean fails = run % FAILS_EACH == 0;
      try {
        RecordedInstance.task("user-" + run % USERS, "invoices", id)
            .run(
                () -> {
                  for (int line = 0; line < LINES; line++) {
                    instance.log().info("wrote line {} of {} for {}", line, LINES, id);
                  }
                  if (fails) {
                    throw new IllegalStateException("no paper");
                  }
                });
      } catch (IllegalStateException asOrdered) {
        // it is in the record
      }
      if (run / WRITERS % RUNS_AT_A_TIME == 0) {
        instance.deliver();
      }
    }
  }

  private static void ask(Page page) {
    System.out.println("| question | first ms | median ms |");
    assertEquals(
        (long) RUNS / USERS * (LINES + 2),
        total(timed(page, "a user", "/api/search", "q", "user-100")));
    assertEquals(
        RUNS / USERS,
        total(
            timed(
                page,
                "a user's failed runs",
                "/api/search",
                "q",
                "event.action:task-run AND event.outcome:failure AND user.id:\"user-100\"")));
    assertEquals(LINES + 2, total(timed(page, "a task", "/api/search", "q", "invoice-4711")));
    long texts = total(timed(page, "words in texts", "/api/search", "q", "wrote line 97"));
    assertTrue(texts >= RUNS, texts + " texts");
    timed(page, "everything", "/api/search");
    timed(page, "a task's timeline", "/api/tasks/invoice-4711");
    timed(page, "overview", "/api/overview");
    JsonNode integrity = timed(page, "integrity", "/api/integrity");
    assertEquals(0, integrity.at("/instances/0/missing").asInt(-1), integrity::toString);
  }

  private static long total(JsonNode answer) {
    return answer.at("/total/value").asLong(-1);
  }

  /** Asks about the last day, several times, prints how long that took, and returns the first. */
  private static JsonNode timed(Page page, String what, String path, String... more) {
    List<String> parameters = new ArrayList<>(List.of(more));
    if (!path.startsWith("/api/tasks/")) {
      Collections.addAll(parameters, "from", "now-1d");
    }
    String[] asked = parameters.toArray(String[]::new);
    long start = System.nanoTime();
    JsonNode answer = page.get(path, asked);
    double first = millisSince(start);
    List<Double> times = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      start = System.nanoTime();
      page.get(path, asked);
      times.add(millisSince(start));
    }
    Collections.sort(times);
    System.out.println(
        String.format(Locale.ROOT, "| %s | %.0f | %.0f |", what, first, times.get(ROUNDS / 2)));
    return answer;
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
