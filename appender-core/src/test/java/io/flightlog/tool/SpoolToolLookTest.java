package io.flightlog.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flightlog.LogPipeline;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code list}, {@code show} and {@code verify} say of spools that real pipelines left. */
class SpoolToolLookTest {
  @TempDir private Path root;

  @Test
  void listsWhatTwoInstancesLeft() {
    PipelineStats first = Spools.leave(root, "spill", 300, Map.of());
    PipelineStats second = Spools.leave(root, "journal", 200, Map.of());
    ToolRun run = ToolRun.of("spool", "list", root.toString());
    assertEquals(0, run.status(), run::err);
    assertEquals(4, run.lines().size(), run::out);
    for (PipelineStats stats : List.of(first, second)) {
      String line =
          run.lines().stream().filter(each -> each.contains(stats.instanceId())).toList().get(0);
      assertTrue(line.contains("logs-scheduler-default"), line);
      assertTrue(line.contains("closed, held by nobody"), line);
      assertTrue(line.contains(" " + stats.spooled() + " "), line);
      assertTrue(line.endsWith("0-" + (stats.spooled() - 1)), line);
    }
    String total = run.lines().get(3);
    assertTrue(total.startsWith("total: 2 instances, "), total);
    assertTrue(total.contains(", " + (first.spooled() + second.spooled()) + " events, "), total);
    assertTrue(total.endsWith("0 dead letters, 0 quarantined files"), total);
  }

  @Test
  void listsADestinationOrAnInstanceAlone() {
    PipelineStats stats = Spools.leave(root, "spill", 10, Map.of());
    Spools.leave(root, "spill", 10, Map.of());
    Spools.leave(root, "spill", 10, Map.of("dataset", "other"));
    Path instance = Spools.instance(root, stats.instanceId());
    assertEquals(5, ToolRun.of("spool", "list", root.toString()).lines().size());
    assertEquals(4, ToolRun.of("spool", "list", instance.getParent().toString()).lines().size());
    ToolRun alone = ToolRun.of("spool", "list", instance.toString());
    assertEquals(3, alone.lines().size(), alone::out);
    assertTrue(alone.out().contains(stats.instanceId()));
  }

  @Test
  void listsAsJson() throws IOException {
    PipelineStats stats = Spools.leave(root, "journal", 100, Map.of("spool.group", "a \"b\" \\é"));
    Path instance = Spools.instance(root, stats.instanceId());
    Path letters = Files.createDirectory(instance.resolveSibling("dead-letter"));
    Files.writeString(letters.resolve("x.ndjson"), "{}\n{}\n");
    Files.createFile(Files.createDirectory(instance.resolveSibling("quarantine")).resolve("y"));
    ToolRun run = ToolRun.of("spool", "list", root.toString(), "--json");
    assertEquals(0, run.status(), run::err);
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertEquals(stats.spooled(), json.get("events").asLong());
    assertEquals(2, json.get("dead_letters").asInt());
    assertEquals(1, json.get("quarantined_files").asInt());
    JsonNode destination = json.get("destinations").get(0);
    assertEquals("a \"b\" \\é", destination.get("group").asText());
    JsonNode found = destination.get("instances").get(0);
    assertEquals(stats.instanceId(), found.get("instance").asText());
    assertEquals("closed", found.get("state").asText());
    assertTrue(found.get("pid").isNull());
    assertEquals(0, found.get("first_sequence").asLong());
    assertEquals(stats.spooled() - 1, found.get("last_sequence").asLong());
    assertTrue(found.get("oldest").asText().startsWith("20"));
  }

  @Test
  void tellsTheLiveFromTheDeadAndWithoutTouchingTheirLocks() {
    LogPipeline<String> live = Spools.start(root, "journal", Map.of());
    Spools.append(live, 50);
    Eventually.await(
        "events in a file", Duration.ofMinutes(1), () -> live.stats().writtenSequence() >= 50);
    ToolRun run = ToolRun.of("spool", "list", root.toString());
    assertTrue(run.out().contains("in use by pid " + ProcessHandle.current().pid()), run::out);
    assertEquals(0, ToolRun.of("spool", "verify", root.toString()).status());
    assertEquals(0, ToolRun.of("spool", "show", root.toString()).status());
    assertEquals(0, ToolRun.of("spool", "export", root.toString()).status());
    String id = live.stats().instanceId();
    live.close();
    Path instance = Spools.instance(root, id);
    Spools.edit(instance, "pid", "4194999");
    Spools.edit(instance, "host", read("/proc/sys/kernel/hostname"));
    Spools.edit(instance, "boot", read("/proc/sys/kernel/random/boot_id"));
    String left = ToolRun.of("spool", "list", root.toString()).out();
    assertTrue(left.contains("left by pid 4194999 on host "), left);
    assertTrue(left.contains(", closed"), left);
    Spools.edit(instance, "host", "elsewhere");
    String unknown = ToolRun.of("spool", "list", root.toString()).out();
    assertTrue(unknown.contains("held by pid 4194999 on host elsewhere"), unknown);
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException none) {
      return "";
    }
  }

  @Test
  void saysThatNothingWaits() throws IOException {
    Files.createDirectories(root.resolve("0123456789abcdef"));
    ToolRun run = ToolRun.of("spool", "list", root.toString());
    assertEquals(0, run.status(), run::err);
    assertTrue(run.out().startsWith("nothing waits: 0 instances"), run::out);
  }

  @Test
  void showsOneInstance() {
    PipelineStats stats = Spools.leave(root, "spill", 100, Map.of("service.name", "batch-jobs"));
    ToolRun run = ToolRun.of("spool", "show", root.toString());
    assertEquals(0, run.status(), run::err);
    assertTrue(run.out().contains("instance   " + stats.instanceId()), run::out);
    assertTrue(run.out().contains("group      " + Spools.NOWHERE), run::out);
    assertTrue(run.out().contains("\"service.name\":\"batch-jobs\""), run::out);
    assertTrue(run.out().contains("accepted " + stats.accepted() + "\n"), run::out);
    assertTrue(run.out().contains("gzip"), run::out);
    assertTrue(run.out().contains("sound"), run::out);
    PipelineStats other = Spools.leave(root, "spill", 1, Map.of());
    ToolRun which = ToolRun.of("spool", "show", root.toString());
    assertEquals(2, which.status());
    assertTrue(which.err().contains(other.instanceId()), which::err);
    ToolRun picked =
        ToolRun.of("spool", "show", root.toString(), "--instance=" + other.instanceId());
    assertEquals(0, picked.status(), picked::err);
    assertTrue(picked.out().contains(other.instanceId()), picked::out);
  }

  @Test
  void verifiesWhatIsSound() {
    PipelineStats first = Spools.leave(root, "spill", 300, Map.of());
    PipelineStats second = Spools.leave(root, "journal", 300, Map.of());
    ToolRun run = ToolRun.of("spool", "verify", root.toString());
    assertEquals(0, run.status(), run::out);
    assertTrue(run.out().startsWith("sound: 2 instances, "), run::out);
    assertTrue(
        run.out().contains((first.spooled() + second.spooled()) + " events, 0 damaged"), run::out);
  }

  @Test
  void namesWhatIsDamaged() throws IOException {
    PipelineStats stats = Spools.leave(root, "spill", 300, Map.of());
    Path file = Spools.batchFiles(root).get(0);
    Spools.flip(file, 200);
    ToolRun run = ToolRun.of("spool", "verify", root.toString());
    assertEquals(1, run.status(), run::out);
    assertTrue(run.lines().get(0).startsWith(file.toRealPath() + ": damaged: "), run::out);
    assertTrue(run.lines().get(0).contains(" lost"), run::out);
    Spools.flip(file, 4);
    ToolRun unreadable = ToolRun.of("spool", "verify", root.toString());
    assertEquals(1, unreadable.status(), unreadable::out);
    assertTrue(unreadable.lines().get(0).contains("unreadable: its header"), unreadable::out);
    assertTrue(unreadable.out().contains("1 damaged"), unreadable::out);
    assertEquals(0, ToolRun.of("spool", "list", root.toString()).status(), stats::toString);
  }

  @Test
  void namesAnEndThatWasCut() throws IOException {
    Spools.leave(root, "journal", 300, Map.of());
    List<Path> files = Spools.batchFiles(root);
    Path file = files.get(files.size() - 1);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 8));
    ToolRun run = ToolRun.of("spool", "verify", root.toString());
    assertEquals(1, run.status(), run::out);
    assertTrue(
        run.out().contains("at its end are no whole frame (as a write that was cut"), run::out);
  }
}
