package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolDirectoryTest {
  @TempDir private Path root;
  private final FaultyStorage storage = new FaultyStorage();

  private Path path() {
    return root.resolve(Directories.INSTANCE);
  }

  @Test
  void whatIsMadeIsHeldAndNamed() throws IOException {
    SpoolDirectory own = Directories.own(storage, root);
    assertEquals(List.of("LOCK", "OWNER", "STATE"), storage.list(path()));
    assertEquals(Directories.owner(Directories.INSTANCE), SpoolDirectory.ownerOf(storage, path()));
    assertNull(storage.tryLock(path().resolve(SpoolLayout.LOCK)));
    own.remove();
    assertEquals(List.of(), storage.list(root));
    assertEquals(0, storage.open());
  }

  @Test
  void aDirectoryThatCouldNotBeMadeIsMadeOnceTheDiskIsWell() throws IOException {
    storage.writesFail(true);
    assertThrows(IOException.class, () -> Directories.own(storage, root));
    storage.writesFail(false);
    storage.forcesFail(true);
    assertThrows(IOException.class, () -> Directories.own(storage, root), "it would not survive");
    storage.forcesFail(false);
    Files.createDirectory(path());
    Files.writeString(path().resolve("OWNER.new"), "half");
    Files.createFile(path().resolve("LOCK"));
    SpoolDirectory own = Directories.own(storage, root);
    assertEquals(List.of(Directories.INSTANCE), storage.list(root));
    assertEquals(List.of("LOCK", "OWNER", "STATE"), storage.list(path()));
    own.remove();
    assertEquals(0, storage.open());
  }

  @Test
  void whatIsNotOursPreventsTheRemovalButHoldsNothing() throws IOException {
    SpoolDirectory own = Directories.own(storage, root);
    Path lock = path().resolve(SpoolLayout.LOCK);
    Path foreign = Files.createFile(path().resolve("notes.txt"));
    assertThrows(IOException.class, own::remove);
    assertEquals(List.of("notes.txt"), storage.list(path()));
    Files.delete(foreign);
    storage.create(lock).close();
    try (Storage.Claim claim = storage.tryLock(lock)) {
      assertNotNull(claim);
    }
    assertEquals(0, storage.open());
  }

  @Test
  void whatWasLeftIsTakenOverByOneAlone() throws IOException {
    SpoolDirectory dead = Directories.own(storage, root);
    dead.leave();
    Owner left = SpoolDirectory.ownerOf(storage, path());
    assertNotNull(left);
    assertTrue(left.process().isNobody());
    Owner.Holder self = Owner.Holder.current();
    SpoolDirectory taken = SpoolDirectory.adopt(storage, path(), left, self);
    assertNotNull(taken);
    taken.sign();
    assertEquals(self, SpoolDirectory.ownerOf(storage, path()).process());
    assertNull(SpoolDirectory.adopt(storage, path(), left, self));
    taken.remove();
    assertNull(SpoolDirectory.adopt(storage, path(), left, self), "it is gone");
    assertEquals(List.of(), storage.list(root));
  }

  @Test
  void whoHoldsWhatCannotBeReadIsUnknown() throws IOException {
    assertNull(SpoolDirectory.ownerOf(storage, path()));
    Files.createDirectory(path());
    for (String text : List.of("", "pid=1\n", "x".repeat(200_000))) {
      Files.writeString(path().resolve(SpoolLayout.OWNER), text);
      assertNull(SpoolDirectory.ownerOf(storage, path()));
    }
    assertEquals(0, storage.open());
  }
}
