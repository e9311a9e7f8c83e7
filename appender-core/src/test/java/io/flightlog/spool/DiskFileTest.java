package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An interrupt, whoever sent it, neither closes a file for good nor stays with its reader. */
@Timeout(60)
class DiskFileTest {
  @TempDir private Path root;
  private Path path;
  private Storage.Handle file;
  private final byte[] content = new byte[100_000];

  @BeforeEach
  void makeFile() throws IOException {
    path = root.resolve("file");
    file = new DiskStorage().create(path);
    new Random(6).nextBytes(content);
  }

  @AfterEach
  void closeFile() throws IOException {
    file.close();
    assertFalse(Thread.interrupted());
  }

  @Test
  void anInterruptedWriteIsWritten() throws IOException {
    Thread.currentThread().interrupt();
    ByteBuffer source = ByteBuffer.wrap(content);
    file.write(source, 3);
    assertFalse(Thread.interrupted());
    assertFalse(source.hasRemaining());
    byte[] found = Files.readAllBytes(path);
    assertArrayEquals(content, Arrays.copyOfRange(found, 3, found.length));
  }

  @Test
  void anInterruptedReadIsRead() throws IOException {
    file.write(ByteBuffer.wrap(content), 0);
    ByteBuffer target = ByteBuffer.allocate(content.length + 5).position(5);
    Thread.currentThread().interrupt();
    assertEquals(content.length, file.read(target, 0));
    assertFalse(Thread.interrupted());
    assertArrayEquals(content, Arrays.copyOfRange(target.array(), 5, target.capacity()));
    Thread.currentThread().interrupt();
    assertEquals(content.length, file.size());
    assertFalse(Thread.interrupted());
  }

  @Test
  void anInterruptedForceHasFailedAndTheFileGoesOn() throws IOException {
    file.write(ByteBuffer.wrap(content), 0);
    Thread.currentThread().interrupt();
    assertThrows(IOException.class, file::force, "nobody knows whether it was done");
    assertFalse(Thread.interrupted());
    file.write(ByteBuffer.wrap(content), content.length);
    assertEquals(2L * content.length, file.size());
    assertDoesNotThrow(file::force);
  }

  @Test
  void whoeverClosesItClosesItForGood() throws IOException {
    file.close();
    file.close();
    for (boolean interrupted : new boolean[] {false, true}) {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      assertThrows(ClosedChannelException.class, () -> file.write(ByteBuffer.wrap(content), 0));
      assertThrows(ClosedChannelException.class, () -> file.read(ByteBuffer.allocate(1), 0));
      assertThrows(ClosedChannelException.class, file::force);
      assertThrows(ClosedChannelException.class, file::size);
      assertEquals(interrupted, Thread.interrupted(), "then it is for somebody else");
    }
  }

  @Test
  void aFileThatIsGoneByThenIsNotMadeAgain() throws IOException {
    Files.delete(path);
    Thread.currentThread().interrupt();
    assertThrows(NoSuchFileException.class, () -> file.write(ByteBuffer.wrap(content), 0));
    assertFalse(Files.exists(path));
  }

  @Test
  void aLinkInItsPlaceIsNotFollowed() throws IOException {
    Path other = Files.writeString(root.resolve("other"), "another's");
    Files.delete(path);
    Files.createSymbolicLink(path, other);
    Thread.currentThread().interrupt();
    assertThrows(IOException.class, () -> file.write(ByteBuffer.wrap(content), 0));
    assertEquals("another's", Files.readString(other));
  }

  @Test
  void aStormOfInterruptsChangesNoByte() throws Exception {
    Thread victim = Thread.currentThread();
    AtomicBoolean over = new AtomicBoolean();
    Thread storm =
        new Thread(
            () -> {
              while (!over.get()) {
                victim.interrupt();
                Thread.onSpinWait();
              }
            },
            "storm");
    storm.start();
    try {
      for (int round = 0; round < 300; round++) {
        int at = round * 7;
        file.write(ByteBuffer.wrap(content), at);
        ByteBuffer target = ByteBuffer.allocate(content.length);
        while (target.hasRemaining()) {
          assertTrue(file.read(target, at + target.position()) > 0);
        }
        assertArrayEquals(content, target.array(), "round " + round);
      }
    } finally {
      over.set(true);
      while (storm.isAlive()) {
        Thread.interrupted();
        Thread.onSpinWait();
      }
      Thread.interrupted();
    }
  }
}
