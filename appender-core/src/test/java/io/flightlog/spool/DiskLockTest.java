package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who has the lock of a file has it alone, among processes and within one. */
@Timeout(120)
class DiskLockTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @TempDir private Path root;
  private final DiskStorage storage = new DiskStorage();
  private Path file;

  @BeforeEach
  void makeFile() throws IOException {
    file = Files.createFile(root.resolve("LOCK"));
  }

  private ChildJvm another(String what) {
    return ChildJvm.start(
        JAVA_HOME, List.of("-XX:TieredStopAtLevel=1"), StorageProgram.class, what, file.toString());
  }

  /** What another process finds. */
  private String found() {
    try (ChildJvm child = another("lock")) {
      assertEquals(0, child.awaitEnd(PATIENCE), child::output);
      return child.output().strip();
    }
  }

  @Test
  void whatAnotherProcessHoldsIsRefusedUntilItDies() throws IOException {
    try (ChildJvm holder = another("hold")) {
      holder.awaitLine("locked", PATIENCE);
      assertNull(storage.tryLock(file));
      assertNull(storage.tryLock(file), "asking does not take it from him");
      holder.kill();
    }
    try (Storage.Claim claim = storage.tryLock(file)) {
      assertNotNull(claim);
      assertEquals("refused", found());
    }
  }

  @Test
  void whatThisProcessHoldsIsRefusedToItselfAndStaysItsOwn() throws IOException {
    Storage.Claim claim = storage.tryLock(file);
    assertNotNull(claim);
    assertNull(storage.tryLock(file));
    assertNull(new DiskStorage().tryLock(file));
    assertEquals("refused", found(), "having asked twice has not given it up");
    claim.close();
    assertEquals("locked", found());
    try (Storage.Claim again = storage.tryLock(file)) {
      assertNotNull(again);
    }
  }

  @Test
  void aFileThatWasRemovedOrReplacedIsNotHeld() throws IOException {
    Storage.Claim claim = storage.tryLock(file);
    assertNotNull(claim);
    storage.delete(file);
    assertNull(storage.tryLock(file), "nothing is there");
    Files.createFile(file);
    try (Storage.Claim another = storage.tryLock(file)) {
      assertNotNull(another, "it is another file");
    }
    claim.close();
  }

  /** As instances do that take over the same directory: whoever has it removes it, and the lock. */
  @Test
  void ofManyThatWantItOnlyOneEverHasTheFileOfThatName() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger mostInside = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    int adopters = 4;
    ExecutorService executor = Executors.newFixedThreadPool(adopters);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < adopters; i++) {
        ends.add(
            executor.submit(
                () -> {
                  for (int round = 0; round < 300; round++) {
                    Storage.Claim claim = storage.tryLock(file);
                    if (claim != null) {
                      mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
                      taken.incrementAndGet();
                      inside.decrementAndGet();
                      storage.delete(file);
                      storage.create(file).close();
                      claim.close();
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> end : ends) {
        end.get();
      }
    } finally {
      executor.shutdownNow();
    }
    assertEquals(1, mostInside.get());
    assertTrue(taken.get() > 0);
  }
}
