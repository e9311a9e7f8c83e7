package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flightlog.agent.SimulatedClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * After a force that failed, a file is written anew from what can be read of it: all or nothing.
 */
class BatchFileCopyTest {
  @TempDir private Path root;
  private final FaultyStorage storage = new FaultyStorage();
  private final BatchFiles files =
      new BatchFiles(storage, 4096, true, new SimulatedClock(), () -> 0, new Random(1));
  private SpoolDirectory own;
  private SpoolFile file;
  private SpoolFile fresh;
  private byte[] bytes;

  @BeforeEach
  void writeOne() throws IOException {
    own = Directories.own(storage, root);
    file = own.next(7);
    fresh = own.next(7);
    SampleFile sample = SampleFile.journal(7, 9).frame(2, 0, i -> "a").frame(3000, 0, i -> "b" + i);
    bytes = sample.bytes();
    Files.write(own.pathOf(file), bytes);
    file.begin(7, 0);
    file.grew(3008, 3002, bytes.length);
  }

  @Test
  void aCopyIsTheSameBytes() throws IOException {
    files.copy(file, fresh);
    assertArrayEquals(bytes, Files.readAllBytes(own.pathOf(fresh)));
    assertEquals(bytes.length, fresh.open().end());
    assertFalse(fresh.open().isWriting());
    assertArrayEquals(bytes, Files.readAllBytes(own.pathOf(file)), "the old one stays");
  }

  @Test
  void whatAFailedWriteLeftBehindTheLastFrameIsNotCopied() throws IOException {
    Files.write(own.pathOf(file), Arrays.copyOf(bytes, bytes.length + 333));
    files.copy(file, fresh);
    assertArrayEquals(bytes, Files.readAllBytes(own.pathOf(fresh)));
  }

  @Test
  void whatCannotAllBeReadBackIsNotCopied() throws IOException {
    for (int at : new int[] {3, 130, 200, bytes.length - 20}) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 4;
      assertRefused(damaged);
    }
    for (int length : new int[] {0, 100, 128, 300, bytes.length - 9}) {
      assertRefused(Arrays.copyOf(bytes, length));
    }
    byte[] zeroed = bytes.clone();
    Arrays.fill(zeroed, 4096, 8192, (byte) 0);
    assertRefused(zeroed);
  }

  private void assertRefused(byte[] found) throws IOException {
    Files.write(own.pathOf(file), found);
    assertThrows(IOException.class, () -> files.copy(file, fresh));
    assertFalse(storage.exists(own.pathOf(fresh)));
    assertEquals(1, storage.open(), "only the state");
  }

  @Test
  void aCopyThatFailsLeavesNothing() throws IOException {
    storage.writesFail(true);
    assertThrows(IOException.class, () -> files.copy(file, fresh));
    assertEquals(
        List.of("00000000000000000007-0001.batch", "LOCK", "OWNER", "STATE"),
        storage.list(own.path()));
    assertEquals(1, storage.open());
  }
}
