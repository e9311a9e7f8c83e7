package io.flightlog.task;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What {@code docs/tasks.md} shows. */
final class DocExamples {
  private static final Logger log = LoggerFactory.getLogger("app");

  private final Map<String, String> payloads = new HashMap<>();
  private boolean lockIsMine;

  long inABlock(Instant scheduledAt) throws IOException {
    return TaskScope.task("daily-report")
        .id("4711")
        .user("alice")
        .attempt(2)
        .queue("reports")
        .scheduledAt(scheduledAt)
        .trigger("cron")
        .call(() -> writeReport());
  }

  void asAScope() throws IOException {
    try (var run = TaskScope.task("daily-report").id("4711").user("alice").open()) {
      if (lockIsMine) {
        log.info("wrote {} rows", writeReport());
        run.succeed();
      } else {
        run.skip("another instance has the lock");
      }
    }
  }

  void skipFromWithin() {
    TaskScope.task("clean-up")
        .run(
            () -> {
              if (!lockIsMine) {
                TaskScope.current().ifPresent(run -> run.skip("another instance has the lock"));
              }
            });
  }

  void overThreads(ExecutorService threads) {
    ExecutorService pool = TaskContext.wrap(threads);
    pool.execute(() -> log.info("a line of whoever called execute"));
    CompletableFuture.supplyAsync(TaskContext.capture().wrapSupplier(() -> "step")).join();
  }

  void enqueue() {
    Map<String, String> payload = new HashMap<>();
    TaskContext.inject(payload);
    send("daily-report", payload);
  }

  void execute(Map<String, String> payload) throws IOException {
    TaskScope.task("daily-report").from(TaskContext.extract(payload)).call(() -> writeReport());
  }

  private void send(String job, Map<String, String> payload) {
    payloads.putAll(payload);
    payloads.put("job", job);
  }

  private long writeReport() throws IOException {
    return payloads.size();
  }

  Map<String, String> payloads() {
    return payloads;
  }
}
