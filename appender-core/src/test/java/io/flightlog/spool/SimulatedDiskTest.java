package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The disk that the model trusts: it forgets what it may forget, and nothing else. */
class SimulatedDiskTest {
  private static final Path DIRECTORY = Path.of("/d");
  private static final Path FILE = Path.of("/d/f");
  private static final int SEEDS = 200;

  private SimulatedDisk disk = new SimulatedDisk();
  private StorageFaults faults = new StorageFaults(new Random(1));
  private SimulatedStorage storage = new SimulatedStorage(disk, faults, 1);

  @Test
  void whatWasForcedWithItsNameSurvivesEveryPowerCut() throws IOException {
    for (long seed = 0; seed < SEEDS; seed++) {
      begin();
      write(700);
      forceAll();
      disk.crash(ModelWorld.random(seed));
      assertEquals(700, storage.size(FILE));
      assertEquals(List.of("f"), storage.list(DIRECTORY));
    }
  }

  @Test
  void withoutItsNameAForcedFileIsGoneAfterSome() throws IOException {
    Set<Boolean> seen = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      begin();
      try (Storage.Handle handle = write(700)) {
        handle.force();
      }
      disk.crash(ModelWorld.random(seed));
      seen.add(storage.exists(FILE));
    }
    assertEquals(Set.of(true, false), seen);
  }

  @Test
  void anySectorsOfWhatWasNotForcedMayBeMissing() throws IOException {
    Set<String> seen = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      begin();
      forceAll();
      write(3 * SimulatedDisk.SECTOR);
      disk.crash(ModelWorld.random(seed));
      byte[] bytes = disk.file(FILE).bytes();
      StringBuilder sectors = new StringBuilder();
      for (int at = 0; at < bytes.length; at += SimulatedDisk.SECTOR) {
        sectors.append(bytes[at]);
      }
      seen.add(sectors.toString());
    }
    assertTrue(seen.containsAll(Set.of("", "111", "011", "101")), seen::toString);
  }

  @Test
  void aRenameOrDeleteThatWasNotForcedMayBeUndone() throws IOException {
    Set<List<String>> seen = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      begin();
      write(1);
      forceAll();
      storage.rename(FILE, DIRECTORY.resolve("g"));
      storage.delete(DIRECTORY.resolve("g"));
      disk.crash(ModelWorld.random(seed));
      seen.add(storage.list(DIRECTORY));
    }
    assertEquals(Set.of(List.of("f"), List.of("g"), List.of()), seen);
  }

  @Test
  void aForceThatFailedMayBeFollowedByOneThatOnlySeemsToSucceed() throws IOException {
    Set<Integer> seen = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      begin(seed);
      storage.create(FILE).close();
      forceAll();
      Storage.Handle handle = write(1);
      faults.failAt(faults.count() + 1);
      assertThrows(IOException.class, handle::force);
      handle.force();
      assertEquals(1, disk.file(FILE).bytes()[0], "it can still be read");
      disk.crash(ModelWorld.random(seed));
      seen.add((int) disk.file(FILE).bytes()[0]);
    }
    assertEquals(Set.of(0, 1), seen);
  }

  @Test
  void aKillKeepsWhatWasWrittenAndFreesTheLock() throws IOException {
    begin();
    write(10).close();
    assertNotNull(storage.tryLock(FILE));
    SimulatedStorage other = new SimulatedStorage(disk, faults, 2);
    assertNull(other.tryLock(FILE));
    storage.kill();
    assertEquals(10, other.size(FILE));
    assertNotNull(other.tryLock(FILE));
    assertThrows(IllegalStateException.class, () -> storage.size(FILE));
  }

  @Test
  void theLockIsGoneWithAnyDescriptorOfTheFile() throws IOException {
    begin();
    write(1).close();
    assertNotNull(storage.tryLock(FILE));
    storage.open(FILE).close();
    assertNotNull(new SimulatedStorage(disk, faults, 2).tryLock(FILE));
  }

  @Test
  void nothingMoreHappensOnceItStopped() throws IOException {
    begin();
    faults.stopAt(faults.count() + 1);
    assertThrows(Crashed.class, () -> storage.list(DIRECTORY));
    assertThrows(Crashed.class, () -> storage.delete(FILE));
  }

  private void begin() throws IOException {
    begin(1);
  }

  private void begin(long seed) throws IOException {
    disk = new SimulatedDisk();
    faults = new StorageFaults(ModelWorld.random(seed));
    storage = new SimulatedStorage(disk, faults, 1);
    storage.createDirectory(DIRECTORY);
    storage.forceDirectory(DIRECTORY.getParent());
  }

  private Storage.Handle write(int bytes) throws IOException {
    Storage.Handle handle = storage.openOrCreate(FILE);
    byte[] ones = new byte[bytes];
    Arrays.fill(ones, (byte) 1);
    handle.write(ByteBuffer.wrap(ones), 0);
    return handle;
  }

  private void forceAll() throws IOException {
    try (Storage.Handle handle = storage.openOrCreate(FILE)) {
      handle.force();
    }
    storage.forceDirectory(DIRECTORY);
  }
}
