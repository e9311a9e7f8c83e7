package io.flightlog.spool;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real file system. Stateless; what it opens belongs to whoever asked. */
public final class DiskStorage implements Storage {
  private static final Set<PosixFilePermission> OTHERS_WRITE =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /**
   * Files whose lock somebody in this JVM turned out to hold: as long as he does, they stay open,
   * since closing one would take it from him. It takes two that adopt one directory at one moment.
   */
  private static final Queue<FileChannel> HELD_BY_OTHERS = new ConcurrentLinkedQueue<>();

  private final boolean posix =
      Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
  private final FileAttribute<?>[] fileMode = mode("rw-------");
  private final FileAttribute<?>[] directoryMode = mode("rwx------");

  private FileAttribute<?>[] mode(String permissions) {
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  @Override
  public Handle create(Path file) throws IOException {
    return new DiskFile(file, Set.of(CREATE_NEW, READ, WRITE, NOFOLLOW_LINKS), fileMode);
  }

  @Override
  public Handle open(Path file) throws IOException {
    return new DiskFile(file, Set.of(READ, NOFOLLOW_LINKS));
  }

  @Override
  public Handle openOrCreate(Path file) throws IOException {
    return new DiskFile(file, Set.of(CREATE, READ, WRITE, NOFOLLOW_LINKS), fileMode);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    Files.createDirectory(directory, directoryMode);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (Files.exists(directory, NOFOLLOW_LINKS)) {
      return;
    }
    if (parent != null) {
      createDirectories(parent);
    }
    try {
      createDirectory(directory);
    } catch (FileAlreadyExistsException madeMeanwhile) {
      return; // by another process that starts too
    }
    if (parent != null) {
      try {
        forceDirectory(parent);
      } catch (IOException failed) {
        delete(directory); // or the next attempt would find it, and not force its name
        throw failed;
      }
    }
  }

  @Override
  public void checkPrivate(Path directory) throws IOException {
    if (!Files.isDirectory(directory, NOFOLLOW_LINKS)) {
      String what = Files.isSymbolicLink(directory) ? "is a symbolic link" : "is not a directory";
      throw new IOException(directory + " " + what);
    }
    if (!posix) {
      return;
    }
    for (PosixFilePermission permission :
        Files.getPosixFilePermissions(directory, NOFOLLOW_LINKS)) {
      if (OTHERS_WRITE.contains(permission)) {
        throw new IOException(directory + " is writable for others");
      }
    }
    Path self = Path.of("/proc/self");
    if (Files.exists(self)
        && !Files.getAttribute(directory, "unix:uid", NOFOLLOW_LINKS)
            .equals(Files.getAttribute(self, "unix:uid"))) {
      throw new IOException(directory + " belongs to another user");
    }
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    boolean forced = !posix;
    while (!forced) {
      try (FileChannel channel = FileChannel.open(directory, READ)) {
        channel.force(true);
        forced = true;
      } catch (ClosedByInterruptException interrupted) {
        Thread.interrupted(); // once more: our own threads are not stopped so
      }
    }
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    if (Files.isSymbolicLink(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException none) {
      return List.of();
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  @Override
  public boolean exists(Path file) {
    return Files.exists(file, NOFOLLOW_LINKS);
  }

  @Override
  public long size(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS).size();
    } catch (NoSuchFileException none) {
      return 0;
    }
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public @Nullable Claim tryLock(Path file) throws IOException {
    HELD_BY_OTHERS.removeIf(DiskStorage::closesHarmlessly);
    try {
      return lock(file);
    } catch (NoSuchFileException removed) {
      return null; // by whoever drained the directory
    }
  }

  private static @Nullable Claim lock(Path file) throws IOException {
    Object before = key(file);
    Set<OpenOption> options = Set.of(READ, WRITE, NOFOLLOW_LINKS);
    FileChannel channel = FileChannel.open(file, options);
    try {
      // whoever drained the directory removed the file, and another may have that name now
      if (channel.tryLock() != null && Objects.equals(before, key(file))) {
        return channel::close;
      }
    } catch (OverlappingFileLockException ownProcess) {
      HELD_BY_OTHERS.add(channel);
      return null;
    } catch (IOException | RuntimeException failed) {
      channel.close();
      throw failed;
    }
    channel.close();
    return null;
  }

  private static boolean closesHarmlessly(FileChannel channel) {
    try {
      channel.tryLock(); // whether another process has it or not: nobody in this one has
      channel.close();
    } catch (OverlappingFileLockException stillHeld) {
      return false;
    } catch (IOException broken) {
      // another thread closed it
    }
    return true;
  }

  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS).fileKey();
  }

  @Override
  public Space space(Path directory) throws IOException {
    FileStore store = Files.getFileStore(directory);
    return new Space(store.getUsableSpace(), store.getTotalSpace());
  }

  @Override
  public String type(Path directory) throws IOException {
    return Files.getFileStore(directory).type();
  }
}
