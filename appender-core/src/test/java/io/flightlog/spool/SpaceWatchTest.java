package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceWatchTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long GIB = 1L << 30;
  private static final int CAP = 10_000;

  @TempDir private Path root;
  private final FaultyStorage storage = new FaultyStorage();
  private SpaceWatch watch;

  @BeforeEach
  void hasRoom() {
    storage.has(GIB, 2 * GIB);
    watch = new SpaceWatch(storage, root, CAP);
  }

  private void file(String path, int bytes) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[bytes]);
  }

  @Test
  void theCapIsForAllDestinationsAndInstancesTogether() throws IOException {
    file("destination1/instance1/a.batch", 1000);
    file("destination1/instance1/b.batch", 2000);
    file("destination1/instance2/STATE", 3000);
    file("destination2/instance3/a.batch", 500);
    file("destination2/dead-letter/instance3.ndjson", 400);
    file("destination2/quarantine/bad.batch", 100);
    assertNull(watch.refusal(3000, 0));
    assertEquals(70, watch.fillPercent());
    String refusal = watch.refusal(3001, 0);
    assertEquals("the spool is full: spool.maxBytes=10000 below " + root, refusal);
    assertEquals(70, watch.fillPercent(), "a refusal makes it no fuller");
  }

  @Test
  void whatThisProcessHasIsCountedOnceAndAtOnce() throws IOException {
    file("destination/own/a.batch", 4000);
    watch.taken(4000, true);
    file("destination/other/a.batch", 1000);
    assertNull(watch.refusal(5000, 0));
    assertEquals(50, watch.fillPercent());
    watch.taken(5000, true);
    assertNotNull(watch.refusal(1, 0));
    assertEquals(100, watch.fillPercent());
    watch.freed(4000);
    assertEquals(60, watch.fillPercent(), "without another look");
    assertEquals(5000, watch.ownBytes());
    assertEquals(1, watch.ownFiles());
    assertNull(watch.refusal(4000, 0));
  }

  @Test
  void itLooksOnceASecondHoweverOftenItIsAsked() throws IOException {
    assertNull(watch.refusal(1, 5));
    int lists = storage.lists();
    file("destination/other/a.batch", CAP);
    for (long now = 5; now < 5 + SECOND; now += SECOND / 50) {
      assertNull(watch.refusal(1, now));
    }
    assertEquals(lists, storage.lists());
    assertNotNull(watch.refusal(1, 5 + SECOND));
    assertTrue(storage.lists() > lists);
    Files.delete(root.resolve("destination/other/a.batch"));
    assertNotNull(watch.refusal(1, 5 + 2 * SECOND - 1));
    assertNull(watch.refusal(1, 5 + 2 * SECOND));
  }

  @Test
  void aReserveOfTheFileSystemStaysFree() throws IOException {
    storage.has(SpaceWatch.RESERVE_BYTES + 1000, 2 * GIB);
    assertNull(watch.refusal(600, 0));
    assertNotNull(watch.refusal(401, 0), "what was granted within the second is counted");
    assertNull(watch.refusal(400, 0));
    String refusal = watch.refusal(1, 0);
    assertEquals("the spool must leave 268435456 B of its file system free: " + root, refusal);
    storage.has(50 * GIB + 10, 1000 * GIB);
    assertNull(watch.refusal(10, SECOND));
    assertNotNull(watch.refusal(1, SECOND), "a twentieth, when that is more");
  }

  @Test
  void theReserveRaisesTheFillToo() throws IOException {
    storage.has(SpaceWatch.RESERVE_BYTES - 1, 2 * GIB);
    watch.taken(1000, true);
    watch.taken(1000, true);
    assertNotNull(watch.refusal(1, 0));
    assertEquals(100, watch.fillPercent());
    watch.freed(1000);
    assertEquals(20 - 10, watch.fillPercent(), "what is freed counts for the reserve as well");
  }

  @Test
  void theNumberOfFilesIsBounded() throws IOException {
    for (int i = 0; i < SpaceWatch.MAX_FILES; i++) {
      assertNull(watch.refusal(1, 0));
      watch.taken(0, true);
    }
    String refusal = watch.refusal(1, 0);
    assertEquals("the spool is full: 32768 files wait", refusal);
    watch.freed(0);
    assertNull(watch.refusal(1, 0));
  }

  /** Else events would be refused for ever, once nobody wants to write any more. */
  @Test
  void whileItHoldsEventsBackItLooksAgainByItself() throws IOException {
    assertFalse(watch.isDue(SECOND), "before anybody asked");
    file("destination/other/a.batch", 8000);
    assertNull(watch.refusal(1, 0));
    assertEquals(80, watch.fillPercent());
    assertFalse(watch.isDue(SECOND - 1));
    assertTrue(watch.isDue(SECOND));
    watch.refresh(SECOND);
    assertEquals(80, watch.fillPercent());
    assertFalse(watch.isDue(SECOND + 1));
    file("destination/other/a.batch", 7999);
    watch.refresh(2 * SECOND);
    assertEquals(79, watch.fillPercent());
    assertFalse(watch.isDue(10 * SECOND));
  }

  @Test
  void aDiskThatOthersFilledHoldsEventsBackOnlyWhileSomeOfThisProcessWait() throws IOException {
    storage.has(0, 2 * GIB);
    assertNotNull(watch.refusal(1, 0));
    assertEquals(0, watch.fillPercent(), "a server that takes all is no reason to refuse any");
    watch.taken(1000, true);
    assertNotNull(watch.refusal(1, 0));
    assertEquals(100, watch.fillPercent());
    storage.has(GIB, 2 * GIB);
    assertTrue(watch.isDue(SECOND));
    watch.refresh(SECOND);
    assertEquals(10, watch.fillPercent());
  }

  @Test
  void aFolderThatMayNotBeReadIsNotOurs() throws IOException {
    file("destination/other/a.batch", 1000);
    Files.createDirectory(root.resolve("lost+found"));
    storage.listsFail(new AccessDeniedException("lost+found"));
    assertNull(watch.refusal(9000, 0));
    assertNotNull(watch.refusal(9001, 0));
  }

  @Test
  void aDiskThatFailsIsNoAnswer() throws IOException {
    Files.createDirectory(root.resolve("lost+found"));
    storage.listsFail(new IOException("input/output error"));
    assertThrows(IOException.class, () -> watch.refusal(1, 0));
    watch.refresh(0);
    storage.listsFail(null);
    assertNull(watch.refusal(1, 0), "and is asked again");
  }

  @Test
  void filesThatVanishMeanwhileAndForeignOnesDoNoHarm() throws IOException {
    file("stray", 500);
    file("destination/stray", 500);
    Path link = Files.createSymbolicLink(root.resolve("destination/link"), Path.of("/"));
    Files.createDirectories(root.resolve("destination/instance/folder"));
    Files.createSymbolicLink(root.resolve("destination/instance/link"), Path.of("/nowhere"));
    assertNull(watch.refusal(1, 0));
    Files.delete(link); // before JUnit has to
  }
}
