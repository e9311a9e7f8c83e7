package io.flightlog.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.LogPipeline;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sending by hand what real pipelines left, to a server with faults. */
class SpoolToolReplayTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final FakeElasticsearch server = FakeElasticsearch.absent(true);

  @TempDir private Path root;

  @AfterEach
  void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void sendsEverythingAndLeavesNothing(String durability) {
    server.start();
    PipelineStats first = Spools.leave(root, durability, 3000, Map.of());
    PipelineStats second = Spools.leave(root, durability, 100, Map.of());
    ToolRun run = replay();
    assertEquals(0, run.status(), run::toString);
    long all = first.spooled() + second.spooled();
    assertEquals(
        List.of(
            "found          " + all,
            "sent           " + all,
            "already there  0",
            "refused        0",
            "left           0"),
        run.lines());
    server.sequences().assertComplete(first.instanceId(), first.spooled());
    server.sequences().assertComplete(second.instanceId(), second.spooled());
    assertEquals(List.of(), Spools.walk(root).stream().filter(Files::isRegularFile).toList());
    assertFalse(
        server.documents().stream().anyMatch(each -> each.text().contains("recorder-died")));
    assertTrue(
        server.requests().stream().allMatch(each -> each.isBulk()), "no template, no status");
    assertEquals("nothing waits\n", replay().out());
  }

  @Test
  void tellsOfAnInstanceThatDiedOnceItsEventsAreSent() {
    server.start();
    PipelineStats stats = Spools.leave(root, "journal", 100, Map.of());
    Path state = Spools.instance(root, stats.instanceId()).resolve("STATE");
    assertTrue(state.toFile().delete());
    ToolRun run = replay();
    assertEquals(0, run.status(), run::toString);
    assertTrue(server.documents().stream().anyMatch(each -> each.text().contains("recorder-died")));
  }

  @Test
  void waitsForAServerThatIsDownAtFirst() throws Exception {
    PipelineStats stats = Spools.leave(root, "spill", 1000, Map.of());
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] args = {"spool", "replay", root.toString(), "--url", server.url().toString()};
    CompletableFuture<ToolRun> running =
        CompletableFuture.supplyAsync(() -> ToolRun.speakingTo(err, args));
    Eventually.await(
        "said to be down",
        LONG,
        () -> err.toString(StandardCharsets.UTF_8).contains("Elasticsearch takes no events"));
    ToolRun meanwhile = ToolRun.of("spool", "list", root.toString());
    assertTrue(meanwhile.out().contains("in use by pid "), meanwhile::out);
    server.start();
    ToolRun run = running.get(60, TimeUnit.SECONDS);
    assertEquals(0, run.status(), run::toString);
    server.sequences().assertComplete(stats.instanceId(), stats.spooled());
  }

  @Test
  void givesUpInTimeAndLeavesWhatItCouldNotSend() {
    PipelineStats stats = Spools.leave(root, "spill", 1000, Map.of());
    ToolRun run =
        ToolRun.of("spool", "replay", root.toString(), "--url", Spools.NOWHERE, "--timeout=1s");
    assertEquals(1, run.status(), run::toString);
    assertTrue(run.out().contains("left           " + stats.spooled() + " (time is up)"), run::out);
    assertTrue(run.out().contains("still there    " + stats.instanceId() + ": "), run::out);
    assertTrue(run.out().contains("held by nobody"), run::out);
    server.start();
    assertEquals(0, replay().status());
    server.sequences().assertComplete(stats.instanceId(), stats.spooled());
  }

  @Test
  void putsARefusedDocumentWithTheDeadLetters() {
    server.start();
    PipelineStats stats = Spools.leave(root, "spill", 500, Map.of());
    server.everyBulk(FakeAnswer.itemsWhere(document -> document.contains("\"event 77\""), 400));
    ToolRun run = replay();
    assertEquals(0, run.status(), run::toString);
    assertTrue(run.out().contains("sent           " + (stats.spooled() - 1)), run::out);
    assertTrue(run.out().contains("refused        1 (see "), run::out);
    ToolRun list = ToolRun.of("spool", "list", root.toString());
    assertTrue(list.out().contains("1 dead letter,"), list::out);
    Path letters =
        Spools.walk(root).stream()
            .filter(path -> path.toString().endsWith(".ndjson"))
            .toList()
            .get(0);
    assertTrue(read(letters).contains("event 77"), () -> read(letters));
  }

  @Test
  void countsWhatHadArrivedBefore() {
    server.start();
    PipelineStats stats = Spools.leave(root, "journal", 500, Map.of());
    server.nextBulk(FakeAnswer.unavailable().executed());
    ToolRun run = replay();
    assertEquals(0, run.status(), run::toString);
    assertFalse(run.out().contains("already there  0"), run::out);
    assertTrue(run.out().contains("found          " + stats.spooled()), run::out);
    server.sequences().assertComplete(stats.instanceId(), stats.spooled());
  }

  @Test
  void countsWhatCannotBeRead() {
    server.start();
    PipelineStats stats = Spools.leave(root, "spill", 2000, Map.of());
    Spools.flip(Spools.batchFiles(root).get(0), 300);
    ToolRun run = replay();
    assertEquals(1, run.status(), run::toString);
    assertTrue(run.out().contains("unreadable "), run::out);
    assertTrue(run.out().contains("left           0"), run::out);
    assertTrue(run.err().contains("damaged"), run::err);
    assertTrue(server.documentCount() > 0 && server.documentCount() < stats.spooled() + 10);
  }

  @Test
  void leavesWhatALiveProcessHolds() {
    server.start();
    LogPipeline<String> live = Spools.start(root, "journal", Map.of());
    Spools.append(live, 50);
    Eventually.await("events in a file", LONG, () -> live.stats().writtenSequence() >= 50);
    PipelineStats left = Spools.leave(root, "spill", 20, Map.of());
    ToolRun run = replay();
    assertEquals(0, run.status(), run::toString);
    assertTrue(
        run.out().contains("not touched    " + live.stats().instanceId() + ": "), run::toString);
    live.close();
    server.sequences().assertComplete(left.instanceId(), left.spooled());
    assertEquals(Set.of(left.instanceId()), server.sequences().instances());
  }

  @Test
  void sendsOneInstanceAlone() {
    server.start();
    PipelineStats first = Spools.leave(root, "spill", 10, Map.of());
    PipelineStats second = Spools.leave(root, "spill", 10, Map.of());
    Path instance = Spools.instance(root, second.instanceId());
    ToolRun run =
        ToolRun.of("spool", "replay", instance.toString(), "--url", server.url().toString());
    assertEquals(0, run.status(), run::toString);
    server.sequences().assertComplete(second.instanceId(), second.spooled());
    assertFalse(server.sequences().instances().contains(first.instanceId()));
    assertFalse(Files.exists(instance));
  }

  @Test
  void sendsNothingWhereItWasNotMeantFor() {
    Spools.leave(root, "spill", 10, Map.of());
    Spools.leave(root, "spill", 10, Map.of("spool.group", "others"));
    ToolRun run = replay();
    assertEquals(2, run.status(), run::toString);
    assertTrue(run.err().contains("several destinations wait"), run::err);
    assertTrue(run.err().contains("meant for others"), run::err);
  }

  @Test
  void sendsTheCredentialsOfAFile() throws IOException {
    server.start();
    Spools.leave(root, "spill", 10, Map.of());
    Path secret =
        Files.writeString(root.resolveSibling("secret-" + root.getFileName()), "s3cret\n");
    try {
      ToolRun run = replay("--username", "elastic", "--password-file", secret.toString());
      assertEquals(0, run.status(), run::toString);
      assertFalse((run.out() + run.err()).contains("s3cret"));
      assertEquals(
          "Basic ZWxhc3RpYzpzM2NyZXQ=", server.bulkRequests().get(0).header("authorization"));
    } finally {
      Files.delete(secret);
    }
  }

  @Test
  void saysThatCredentialsTravelUnencryptedWhereThatIsAllowed() throws IOException {
    Spools.leave(root, "spill", 10, Map.of());
    Path secret = Files.writeString(root.resolveSibling("key-" + root.getFileName()), "s3cret\n");
    try {
      ToolRun run =
          ToolRun.of(
              "spool",
              "replay",
              root.toString(),
              "--url=http://es-1.invalid:9200",
              "--api-key-file=" + secret,
              "--allow-insecure-credentials",
              "--timeout=100ms");
      assertEquals(1, run.status(), run::toString);
      assertTrue(run.err().contains("credentials travel unencrypted to http://es-1"), run::err);
    } finally {
      Files.delete(secret);
    }
  }

  @Test
  void refusesOptionsThatCannotBe() {
    assertMistake("where to?");
    assertMistake("option url: must be", "--url", "nonsense");
    assertMistake("--url must be without user and password", "--url", "http://a:b@c");
    assertMistake(
        "option allowInsecureCredentials must be true",
        "--url",
        "http://es-1:9200",
        "--api-key-file",
        "pom.xml");
    assertMistake("go together", "--url", Spools.NOWHERE, "--username", "x");
    assertMistake("cannot read /none", "--url", Spools.NOWHERE, "--api-key-file", "/none");
    assertMistake("tls.caFingerprint: must be", "--url", Spools.NOWHERE, "--ca-fingerprint", "ab");
    assertMistake("must be a duration", "--url", Spools.NOWHERE, "--timeout", "soon");
    assertMistake("one directory only", "--url", Spools.NOWHERE, "--timeout", "5", "min");
  }

  private void assertMistake(String words, String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "spool";
    args[1] = "replay";
    args[2] = root.toString();
    System.arraycopy(options, 0, args, 3, options.length);
    ToolRun run = ToolRun.of(args);
    assertEquals(2, run.status(), run::toString);
    assertTrue(run.err().contains(words), run::err);
  }

  private ToolRun replay(String... options) {
    String[] args = new String[options.length + 5];
    args[0] = "spool";
    args[1] = "replay";
    args[2] = root.toString();
    args[3] = "--url";
    args[4] = server.url().toString();
    System.arraycopy(options, 0, args, 5, options.length);
    return ToolRun.of(args);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }
}
