package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.RecordedDiagnostics;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterFileTest {
  @TempDir private Path root;
  private final FaultyStorage storage = new FaultyStorage();
  private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
  private Path destination;
  private Path file;
  private DeadLetterFile letters;

  @BeforeEach
  void makeDestination() throws IOException {
    destination = root.resolve("destination");
    storage.createDirectories(destination);
    file = destination.resolve("dead-letter").resolve(Directories.INSTANCE + ".ndjson");
    letters = letters();
  }

  private DeadLetterFile letters() {
    return new DeadLetterFile(storage, destination, Directories.INSTANCE, diagnostics);
  }

  /** Another instance's, which takes no room but in its size. */
  private void otherOf(long bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwx------"));
    try (RandomAccessFile other =
        new RandomAccessFile(file.resolveSibling("other.ndjson").toFile(), "rw")) {
      other.setLength(bytes);
    }
  }

  @Test
  void noLetterNoFile() throws IOException {
    letters.close();
    assertFalse(Files.exists(file.getParent()));
  }

  @Test
  void eachLetterIsALineAndLaterOnesAreAppended() throws IOException {
    letters.append("{\"a\":1}");
    letters.append("{\"b\":\"größer\"}");
    assertEquals(List.of("{\"a\":1}", "{\"b\":\"größer\"}"), Files.readAllLines(file));
    letters.close();
    DeadLetterFile again = letters();
    again.append("{\"c\":3}");
    again.close();
    assertEquals(3, Files.readAllLines(file).size());
    assertTrue(Files.readString(file).endsWith("{\"c\":3}\n"));
    assertEquals(List.of(), diagnostics.warnings());
    assertEquals(0, storage.open());
  }

  @Test
  void allFilesOfADestinationTogetherAreBounded() throws IOException {
    otherOf(DeadLetterFile.MAX_BYTES - 10);
    letters.append("12345");
    letters.append("789");
    assertEquals(10, Files.size(file), "up to the last byte");
    assertEquals(List.of(), diagnostics.warnings());
    letters.append("");
    letters.append("x");
    assertEquals(10, Files.size(file));
    assertEquals(1, diagnostics.warnings().size());
    assertTrue(diagnostics.warnings().get(0).contains("64 MiB"), diagnostics.warnings()::toString);
    letters.close();
  }

  @Test
  void whatItHoldsItselfIsCountedOnce() throws IOException {
    letters.append("12345");
    letters.close();
    otherOf(DeadLetterFile.MAX_BYTES - 10);
    DeadLetterFile again = letters();
    again.append("789");
    again.close();
    assertEquals(10, Files.size(file));
    assertEquals(List.of(), diagnostics.warnings());
  }

  @Test
  void aWriteThatFailsIsSaidOnceAndLeavesNoHalfLine() throws IOException {
    letters.append("first");
    storage.writesFail(true);
    letters.append("lost, and longer than what follows it, so that half of it stays behind");
    letters.append("lost");
    storage.writesFail(false);
    letters.append("second");
    letters.append("third, which is long enough to cover what is left of the one that failed");
    letters.close();
    assertEquals("first", Files.readAllLines(file).get(0));
    assertEquals("second", Files.readAllLines(file).get(1));
    assertEquals(3, Files.readAllLines(file).size());
    assertEquals(1, diagnostics.warnings().size());
  }

  @Test
  void aFolderThatIsNotOursIsNotUsed() throws IOException {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Files.createSymbolicLink(file.getParent(), elsewhere);
    letters.append("secret");
    letters.append("secret");
    letters.close();
    assertEquals(List.of(), storage.list(elsewhere));
    assertEquals(1, diagnostics.warnings().size());
  }

  @Test
  void aForceThatFailsAtTheEndStopsNothing() {
    letters.append("first");
    storage.forcesFail(true);
    letters.close();
    letters.close();
    assertEquals(1, diagnostics.warnings().size());
    assertEquals(0, storage.open());
  }
}
