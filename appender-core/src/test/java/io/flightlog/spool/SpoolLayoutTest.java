package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolLayoutTest {
  @TempDir private Path root;
  private SpoolDirectory directory;

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Directories.own(new DiskStorage(), root);
  }

  @Test
  void itsOwnNamesComeBack() {
    for (long sequence : new long[] {0, 42, 999_999, Long.MAX_VALUE}) {
      for (int number : new int[] {0, 1, 9999, 10_000, Integer.MAX_VALUE}) {
        String name = SpoolFile.name(sequence, number);
        assertTrue(SpoolLayout.isBatch(name));
        SpoolFile file = SpoolLayout.parse(directory, name);
        assertNotNull(file, name);
        assertEquals(name, file.name());
        assertEquals(root.resolve(Directories.INSTANCE).resolve(name), directory.pathOf(file));
      }
    }
  }

  @Test
  void namesAreInTheOrderOfTheirSequences() {
    assertEquals("00000000000000000042-0001.batch", SpoolFile.name(42, 1));
    assertTrue(SpoolFile.name(9, 5).compareTo(SpoolFile.name(10, 4)) < 0);
    assertTrue(SpoolFile.name(9, 4).compareTo(SpoolFile.name(9, 5)) < 0);
  }

  @Test
  void foreignNamesAreNotOurs() {
    List<String> foreign =
        List.of(
            "",
            "-",
            ".batch",
            "-.batch",
            "LOCK",
            "42-1.batch",
            "00000000000000000042.batch",
            "00000000000000000042-0001",
            "00000000000000000042-0001.batch.tmp",
            "00000000000000000042-0001.batch~",
            "00000000000000000042-00001.batch",
            "00000000000000000042--001.batch",
            "00000000000000000042-+001.batch",
            "0000000000000000004a-0001.batch",
            "-0000000000000000042-0001.batch",
            "+0000000000000000042-0001.batch",
            "99999999999999999999-0001.batch",
            "00000000000000000042-99999999999.batch",
            "00000000000000000042-0001-0001.batch",
            "0000000000000000004\u0662-0001.batch",
            "00000000000000000042-0001.BATCH",
            "../0000000000000000042-0001.batch");
    for (String name : foreign) {
      assertNull(SpoolLayout.parse(directory, name), name);
    }
  }

  @Test
  void numbersStayUniqueAndReadableBehindAnyThatWasFound() {
    SpoolLayout.parse(directory, SpoolFile.name(5, Integer.MAX_VALUE - 1));
    SpoolDirectory other = Directories.own(root, "fedcba9876543210");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      String name = directory.next(7).name();
      assertTrue(names.add(name), name);
      assertNotNull(SpoolLayout.parse(other, name), name);
    }
  }

  @Test
  void aDestinationIsItsTargetAndGroup() {
    String one = SpoolLayout.destination("logs-a", "https://one");
    assertEquals(16, one.length());
    assertTrue(one.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0), one);
    assertEquals(one, SpoolLayout.destination("logs-a", "https://one"));
    assertNotEquals(one, SpoolLayout.destination("logs-b", "https://one"));
    assertNotEquals(one, SpoolLayout.destination("logs-a", "https://two"));
    assertNotEquals(SpoolLayout.destination("logs", "-a"), SpoolLayout.destination("logs-", "a"));
  }

  @Test
  void aTemporaryNameIsNoInstances() {
    String temporary = SpoolLayout.temporary(Directories.INSTANCE);
    assertTrue(SpoolLayout.isTemporary(temporary));
    assertFalse(SpoolLayout.isTemporary(Directories.INSTANCE));
  }
}
