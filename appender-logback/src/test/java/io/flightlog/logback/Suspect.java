package io.flightlog.logback;

import ch.qos.logback.core.status.OnConsoleStatusListener;
import ch.qos.logback.core.status.Status;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.fake.RecordedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * An application that holds a secret, and whose every word is kept. The HTTP client logs all it
 * can, into the same Logback. Standard output is its own until it is closed.
 */
final class Suspect implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final FakeElasticsearch server = FakeElasticsearch.absent(true);
  private final LogbackContext logback = LogbackContext.ofThisJvm();
  private final Path spool;
  private final Path file;

  /**
   * @param directory empty
   */
  Suspect(Path directory) throws IOException {
    spool = Files.createDirectory(directory.resolve("spool"));
    file = Files.writeString(directory.resolve("mounted"), Sentinel.SECRET + "\n");
    PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(capture);
    System.setErr(capture);
    logback.context().getStatusManager().clear();
  }

  /** SECRET, ENCODED (for URLs), FILE (it holds the secret) and HOST are filled in. */
  void configure(String elements) {
    String url = elements.contains("<url>") ? "" : "<url>http://HOST</url>";
    String filled =
        (url + elements)
            .replace("SECRET", Sentinel.SECRET)
            .replace("ENCODED", URLEncoder.encode(Sentinel.SECRET, StandardCharsets.US_ASCII))
            .replace("FILE", file.toString())
            .replace("HOST", server.url().getAuthority());
    logback.configureWhole(
        """
        <configuration>
          <statusListener class="%s"/>
          <appender name="CONSOLE" class="ch.qos.logback.core.ConsoleAppender">
            <encoder><pattern>%%msg %%thread %%mdc %%ex%%n</pattern></encoder>
          </appender>
          <appender name="ELASTIC" class="io.flightlog.logback.ElasticsearchAppender">
            %s
            <queue><slots>64</slots></queue>
            <batch><linger>5 ms</linger></batch>
            <retry><initialBackoff>5 ms</initialBackoff><maxBackoff>20 ms</maxBackoff></retry>
            <durability>journal</durability>
            <spool><directory>%s</directory><compression>none</compression></spool>
            <shutdownTimeout>200 ms</shutdownTimeout>
          </appender>
          <root level="TRACE">
            <appender-ref ref="CONSOLE"/>
            <appender-ref ref="ELASTIC"/>
          </root>
        </configuration>
        """
            .formatted(OnConsoleStatusListener.class.getName(), filled, spool));
  }

  FakeElasticsearch server() {
    return server;
  }

  ElasticsearchAppender appender() {
    return logback.appender();
  }

  /** What the option FILE names. */
  Path file() {
    return file;
  }

  /** Logs three events. */
  void log(Object what) {
    for (int i = 0; i < 3; i++) {
      logback.logger("app").warn("event {}", what, new IllegalStateException("an application's"));
    }
  }

  /** Logs, and waits until the server has it. */
  void arrives() {
    long before = appender().stats().delivered();
    log("that arrives");
    Eventually.await(this::said, LONG, () -> appender().stats().delivered() >= before + 3);
  }

  /** Until it is said; then the server is well again. */
  void goesWrong(String words, Function<RecordedRequest, FakeAnswer> rule) {
    server.everyBulkBy(rule);
    log("that waits");
    awaitSaid(words);
    server.everyBulk(FakeAnswer.normal());
    arrives();
  }

  /** Until events are dead letters; then the server is well again. */
  void isRefused(Object what, Function<RecordedRequest, FakeAnswer> rule) {
    long before = appender().stats().deadLettered();
    server.everyBulkBy(rule);
    log(what);
    Eventually.await(this::said, LONG, () -> appender().stats().deadLettered() >= before + 3);
    server.everyBulk(FakeAnswer.normal());
    arrives();
  }

  void awaitSaid(String words) {
    Eventually.await(() -> words + " in " + said(), LONG, () -> said().contains(words));
  }

  /** All statuses. */
  String said() {
    return logback.statuses(Status.INFO).toString();
  }

  /** The one status with these words. */
  String saidWith(String words) {
    List<String> found =
        logback.statuses(Status.WARN).stream().filter(one -> one.contains(words)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " with " + words + ": " + said());
    }
    return found.get(0);
  }

  /** All that came out until now. */
  Evidence evidence() throws Exception {
    Evidence evidence = new Evidence();
    evidence.add("status", said());
    evidence.addJmx();
    evidence.addThreadNames();
    evidence.addReachable(appender());
    evidence.addRequests(server);
    evidence.addFiles(spool);
    if (appender().deadLetters() != null) {
      evidence.add("dead letter", appender().deadLetters().list().toString());
      evidence.add("statistics", appender().stats().toString());
    }
    evidence.add("printed", printed.toString(StandardCharsets.UTF_8));
    return evidence;
  }

  /** Stops the application; what it leaves is added. */
  void stop(Evidence evidence) throws IOException {
    logback.context().stop();
    evidence.addFiles(spool);
    evidence.add("printed", printed.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    logback.context().stop();
    System.setOut(out);
    System.setErr(err);
    server.close();
  }
}
