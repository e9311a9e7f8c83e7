package io.flightlog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.testkit.DeliveryAccount;
import io.flightlog.testkit.FakeElasticsearch;
import io.flightlog.testkit.PipelineStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A {@code spool.directory} that cannot be used, or must not: the application goes on as with
 * {@code durability=memory}, which is said once. What takes another file system or fewer rights is
 * in {@link UnusableDiskIT}.
 */
@Tag("T10")
class UnusableDirectoryTest {
  private static final int EVENTS = 500;

  private final FakeElasticsearch server = FakeElasticsearch.started();

  @TempDir private Path temporary;

  @AfterEach
  void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aFileInItsPlaceIsLeftAsItIs(String durability) throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "mine");
    goesOnWithout(file, durability);
    assertEquals("mine", Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aFileInThePlaceOfAParentIsLeftAsItIs(String durability) throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "mine");
    goesOnWithout(file.resolve("spool"), durability);
    assertEquals("mine", Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aSymbolicLinkIsNotFollowed(String durability) throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    goesOnWithout(Files.createSymbolicLink(temporary.resolve("link"), elsewhere), durability);
    new SpoolFolder(elsewhere).assertEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aDirectoryThatOthersMayWriteToIsNotTrusted(String durability) throws IOException {
    Path open = Files.createDirectory(temporary.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    goesOnWithout(open, durability);
    new SpoolFolder(open).assertEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aDirectoryOfAnotherUserIsNotTrusted(String durability) throws IOException {
    Path foreign = Path.of("/etc");
    boolean isRoot = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    if (isRoot) {
      foreign = Files.createDirectory(temporary.resolve("foreign"));
      Files.setAttribute(foreign, "unix:uid", 65_534);
    }
    List<String> before = names(foreign);
    goesOnWithout(foreign, durability);
    assertEquals(before, names(foreign));
  }

  @ParameterizedTest
  @ValueSource(strings = {"spill", "journal"})
  void aMissingDirectoryIsMadeWithItsParentsForNobodyElse(String durability) throws IOException {
    Path missing = temporary.resolve("a").resolve("b");
    try (SpoolRecorder recorder =
        new SpoolRecorder(Settings.of(server.url(), missing, durability))) {
      recorder.logMany(EVENTS);
      recorder.flush();
      recorder.closed();
      assertEquals(0, recorder.warnings("cannot be used"), recorder::toString);
    }
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(missing)));
    new SpoolFolder(missing).assertEmpty();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(Path::toString).sorted().toList();
    }
  }

  private void goesOnWithout(Path directory, String durability) {
    Settings settings = Settings.of(server.url(), directory, durability);
    try (SpoolRecorder recorder = new SpoolRecorder(settings)) {
      recorder.logMany(EVENTS);
      recorder.awaitWarning("cannot be used");
      recorder.logMany(EVENTS);
      recorder.flush();
      PipelineStatistics figures = recorder.closed();
      assertEquals(1, recorder.warnings("cannot be used"), recorder::toString);
      assertEquals(1, recorder.warnings("events stay in memory"), recorder::toString);
      DeliveryAccount.of(recorder.instance())
          .index(server.sequences())
          .counters(figures)
          .records(server.records(recorder.instance()))
          .closedInOrder()
          .assertCloses();
      server.sequences().assertComplete(recorder.instance(), 2 * EVENTS + 2);
    }
  }
}
