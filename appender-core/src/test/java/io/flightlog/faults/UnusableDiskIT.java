package io.flightlog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.DeliveryAccount;
import io.flightlog.testkit.FakeAnswer;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.PipelineStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Disks that take nothing, under a JVM of its own: the application goes on as with {@code
 * durability=memory}, which is said once, and all arrives. File systems are mounted where only the
 * child sees them; root keeps its uid and loses the right to pass by permissions.
 */
@Tag("T10")
class UnusableDiskIT {
  private static final int EVENTS = 2000;

  private final FakeElasticsearch server = FakeElasticsearch.started();

  @TempDir private Path temporary;
  private Path spool;

  @BeforeEach
  void makeDirectory() throws IOException {
    spool = Files.createDirectory(temporary.resolve("spool"));
    mode(spool, "rwx------");
  }

  @AfterEach
  void stopServer() throws IOException {
    mode(spool, "rwx------");
    mode(temporary, "rwx------");
    server.close();
  }

  /** The reserve that stays free is larger than all of it. */
  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aDiskSmallerThanTheReserveIsLeftFree(String durability) {
    List<String> warnings =
        goesOn(mounted("size=8m,mode=700"), durability, "warn the spool must leave");
    assertEquals(1, count(warnings, "of its file system free"), warnings::toString);
    assertEquals(1, count(warnings, "is in memory (tmpfs)"), warnings::toString);
    assertEquals(1, count(warnings, "spool.directory"), warnings::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aDiskThatIsMountedReadOnlyIsDoneWithout(String durability) {
    saysOnceThatItCannotBeUsed(mounted("ro,mode=700"), durability);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aDirectoryThatMayNotBeWrittenIsDoneWithout(String durability) throws IOException {
    mode(spool, "r-x------");
    saysOnceThatItCannotBeUsed(unprivileged(), durability);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aParentThatMayNotBeReadIsDoneWithout(String durability) throws IOException {
    mode(temporary, "---------");
    saysOnceThatItCannotBeUsed(unprivileged(), durability);
  }

  private void saysOnceThatItCannotBeUsed(List<String> prefix, String durability) {
    List<String> warnings = goesOn(prefix, durability, "warn spool.directory");
    assertEquals(1, count(warnings, "cannot be used"), warnings::toString);
    assertEquals(1, count(warnings, "spool.directory"), warnings::toString);
  }

  /**
   * The server takes nothing until the disk was given up, else nothing need ever want to go there.
   *
   * @param said the line that says so
   * @return what was warned of, of the disk and of the server
   */
  private List<String> goesOn(List<String> prefix, String durability, String said) {
    server.everyBulk(FakeAnswer.overloaded());
    Settings settings = Settings.of(server.url(), spool, durability).with("spool.after", "100 ms");
    try (Life life = Life.startUnder(prefix, settings, "app.events=" + EVENTS, "app.rate=2000")) {
      String instance = life.instance();
      life.child().awaitLine(said, Life.LONG);
      server.everyBulk(FakeAnswer.normal());
      assertEquals(0, life.child().awaitEnd(Life.LONG), life.child()::output);
      PipelineStatistics figures = life.figures();
      assertTrue(figures.closes(), figures::toString);
      assertEquals(0, figures.lost() + figures.dropped(), life.child()::output);
      DeliveryAccount.of(instance)
          .index(server.sequences())
          .counters(figures)
          .records(server.records(instance))
          .closedInOrder()
          .assertCloses();
      server.sequences().assertComplete(instance, EVENTS + 2);
      return life.warnings();
    }
  }

  private List<String> mounted(String options) {
    List<String> prefix = new ArrayList<>(List.of("unshare", "--mount"));
    if (!isRoot()) {
      prefix.add("--map-root-user");
    }
    String mount = "mount -t tmpfs -o " + options + " flightlog '" + spool + "' && exec \"$@\"";
    prefix.addAll(List.of("sh", "-c", mount, "sh"));
    return prefix;
  }

  private static List<String> unprivileged() {
    String rights = "--bounding-set=-dac_override,-dac_read_search";
    return isRoot() ? List.of("setpriv", rights) : List.of();
  }

  private static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static long count(List<String> warnings, String part) {
    return warnings.stream().filter(warning -> warning.contains(part)).count();
  }

  private static void mode(Path directory, String mode) throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
  }
}
