package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flightlog.testkit.ChildJvm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real file system, as far as a test can see it. */
class DiskStorageTest {
  private static final int NOBODY = 65_534;

  @TempDir private Path root;
  private final DiskStorage storage = new DiskStorage();

  @BeforeEach
  void needsPosix() {
    assumeTrue(
        root.getFileSystem().supportedFileAttributeViews().contains("posix"), "needs POSIX modes");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void whatItMakesIsForItsUserAloneWhateverTheUmask() throws Exception {
    for (String umask : List.of("0", "022", "077")) {
      Path path = Files.createDirectory(root.resolve("umask" + umask));
      List<String> shell = List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh");
      try (ChildJvm child =
          ChildJvm.startUnder(
              shell,
              Path.of(System.getProperty("java.home")),
              List.of(),
              StorageProgram.class,
              "make",
              path.toString())) {
        assertEquals(0, child.awaitEnd(Duration.ofMinutes(1)), child::output);
      }
      for (String directory : List.of("a", "a/b", "c")) {
        assertEquals("rwx------", mode(path.resolve(directory)), "umask " + umask);
      }
      for (String file : List.of("created", "opened")) {
        assertEquals("rw-------", mode(path.resolve(file)), "umask " + umask);
      }
    }
  }

  @Test
  void aFileIsMadeOnceAndWrittenWhereItIsTold() throws IOException {
    Path file = root.resolve("file");
    try (Storage.Handle handle = storage.create(file)) {
      handle.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 5);
      handle.force();
      assertEquals(8, handle.size());
      ByteBuffer read = ByteBuffer.allocate(10);
      assertEquals(3, handle.read(read, 5));
      assertEquals(-1, handle.read(read, 8));
    }
    assertThrows(FileAlreadyExistsException.class, () -> storage.create(file));
    assertEquals(8, storage.size(file));
    try (Storage.Handle again = storage.openOrCreate(file)) {
      assertEquals(8, again.size(), "nothing is cut off");
    }
  }

  @Test
  void linksAreNeverFollowed() throws IOException {
    Path target = Files.writeString(root.resolve("target"), "another's");
    Path link = Files.createSymbolicLink(root.resolve("link"), target);
    Path dangling = Files.createSymbolicLink(root.resolve("dangling"), root.resolve("nothing"));
    for (Path each : List.of(link, dangling)) {
      assertThrows(IOException.class, () -> storage.create(each));
      assertThrows(IOException.class, () -> storage.open(each));
      assertThrows(IOException.class, () -> storage.openOrCreate(each));
      assertThrows(IOException.class, () -> storage.tryLock(each));
      assertTrue(storage.exists(each), "the link itself");
      assertThrows(FileAlreadyExistsException.class, () -> storage.createDirectory(each));
    }
    assertEquals("another's", Files.readString(target));
    assertFalse(storage.exists(root.resolve("nothing")));
    storage.delete(link);
    assertEquals("another's", Files.readString(target), "the link is gone, not what it is to");
  }

  @Test
  void aLinkInTheSpoolsPlaceIsRefused() throws IOException {
    Path real = Files.createDirectory(root.resolve("real"), attribute("rwx------"));
    Path link = Files.createSymbolicLink(root.resolve("link"), real);
    storage.createDirectories(link);
    assertEquals(link + " is a symbolic link", refusal(link));
    assertEquals(root.resolve("none") + " is not a directory", refusal(root.resolve("none")));
    Path file = Files.writeString(root.resolve("file"), "");
    assertEquals(file + " is not a directory", refusal(file));
    assertThrows(IOException.class, () -> storage.createDirectories(file.resolve("below")));
    Path instance = Files.createDirectory(real.resolve("instance"));
    Path owner = Files.writeString(root.resolve("owner"), Directories.owner("x").text());
    Files.createSymbolicLink(instance.resolve(SpoolLayout.OWNER), owner);
    assertThrows(IOException.class, () -> SpoolDirectory.ownerOf(storage, instance));
  }

  @Test
  void aDirectoryThatOthersMayWriteIsRefused() throws IOException {
    Path path = Files.createDirectory(root.resolve("spool"));
    for (String shared : List.of("rwxrwx---", "rwx----w-", "rwxrwxrwx", "rwxr-xrwx")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(shared));
      assertEquals(path + " is writable for others", refusal(path), shared);
    }
    for (String own : List.of("rwx------", "rwxr-xr-x", "r-x------")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(own));
      assertDoesNotThrow(() -> storage.checkPrivate(path), own);
    }
  }

  @Test
  void aDirectoryOfAnotherUserIsRefused() throws IOException {
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    assumeTrue(user.equals(0), "needs root, to give a directory away");
    Path path = Files.createDirectory(root.resolve("spool"), attribute("rwx------"));
    Files.setAttribute(path, "unix:uid", NOBODY);
    assertEquals(path + " belongs to another user", refusal(path));
    Files.setAttribute(path, "unix:uid", 0);
    assertDoesNotThrow(() -> storage.checkPrivate(path));
  }

  @Test
  void directoriesAreMadeAsFarAsTheyAreMissing() throws IOException {
    Path deep = root.resolve("a/b/c");
    storage.createDirectories(deep);
    storage.createDirectories(deep);
    assertEquals("rwx------", mode(deep));
    assertThrows(FileAlreadyExistsException.class, () -> storage.createDirectory(deep));
    assertThrows(
        NoSuchFileException.class, () -> storage.createDirectory(root.resolve("none/below")));
  }

  @Test
  void whatIsNotThereHoldsNothingAndIsNothingToRemove() throws IOException {
    Path none = root.resolve("none");
    Path file = Files.writeString(root.resolve("file"), "four");
    assertEquals(List.of(), storage.list(none));
    assertEquals(List.of(), storage.list(file));
    assertEquals(List.of(), storage.list(Files.createSymbolicLink(root.resolve("link"), root)));
    assertEquals(0, storage.size(none));
    assertFalse(storage.exists(none));
    storage.delete(none);
    storage.delete(none.resolve("below"));
    assertNull(storage.tryLock(none));
    assertThrows(NoSuchFileException.class, () -> storage.open(none));
    assertThrows(NoSuchFileException.class, () -> storage.rename(none, root.resolve("other")));
    assertThrows(NoSuchFileException.class, () -> storage.rename(file, none.resolve("below")));
    assertEquals(4, storage.size(file), "it has its name still");
  }

  @Test
  void aRenameReplacesAFileButNoDirectoryThatHoldsAnything() throws IOException {
    Path from = Files.writeString(root.resolve("from"), "new");
    Path to = Files.writeString(root.resolve("to"), "old");
    storage.rename(from, to);
    assertEquals("new", Files.readString(to));
    assertEquals(List.of("to"), storage.list(root));
    Path made = Files.createDirectory(root.resolve("made"));
    Path full = Files.createDirectories(root.resolve("full/of"));
    assertThrows(IOException.class, () -> storage.rename(made, full.getParent()));
    assertThrows(IOException.class, () -> storage.delete(full.getParent()));
    assertEquals(List.of("full", "made", "to"), storage.list(root), "in order");
  }

  @Test
  void anInterruptDoesNotKeepADirectoryFromTheMedium() {
    Thread.currentThread().interrupt();
    assertDoesNotThrow(() -> storage.forceDirectory(root));
    assertFalse(Thread.interrupted());
  }

  @Test
  void itKnowsWhatItIsOn() throws IOException {
    Storage.Space space = storage.space(root);
    assertTrue(space.total() >= space.usable() && space.usable() >= 0, space.toString());
    assertFalse(storage.type(root).isEmpty());
    assertThrows(IOException.class, () -> storage.space(root.resolve("none")));
  }

  private String refusal(Path path) {
    return assertThrows(IOException.class, () -> storage.checkPrivate(path)).getMessage();
  }

  private static FileAttribute<?> attribute(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}
