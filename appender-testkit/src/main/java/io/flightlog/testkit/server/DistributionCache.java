package io.flightlog.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacked distributions, one directory per version, shared by all builds of a user and kept.
 * Unpacking happens under a file lock into a directory of another name that is renamed when it is
 * complete, so that a build that is killed half way leaves nothing that the next one would take for
 * whole. Readable by everybody, whatever the umask: the server may run under another uid.
 */
public final class DistributionCache {

  /** Overrides where the cache is. */
  public static final String DIRECTORY_PROPERTY = "flightlog.cache";

  private static final Object WITHIN_THIS_JVM = new Object();

  private final Path directory;

  public DistributionCache(Path directory) {
    this.directory = directory;
  }

  /**
   * {@value #DIRECTORY_PROPERTY} if set; for root {@code /var/cache/flightlog}, since nobody else
   * can enter root's home; else {@code flightlog} under {@code XDG_CACHE_HOME} or {@code ~/.cache}.
   */
  public static DistributionCache ofThisUser() {
    String property = System.getProperty(DIRECTORY_PROPERTY);
    if (property != null && !property.isBlank()) {
      return new DistributionCache(Path.of(property));
    }
    if (ServerUser.current().foreign()) {
      return new DistributionCache(Path.of("/var/cache/flightlog"));
    }
    Path caches =
        Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
            .filter(home -> !home.isBlank())
            .map(Path::of)
            .orElseGet(() -> home().resolve(".cache"));
    return new DistributionCache(caches.resolve("flightlog"));
  }

  /** The JVM knows no home of a user without an entry in the password file, and says "?". */
  private static Path home() {
    return Optional.ofNullable(System.getenv("HOME"))
        .filter(home -> !home.isBlank())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home")))
        .toAbsolutePath();
  }

  /** The directory with {@code bin} and {@code lib} in it; unpacks if nobody has yet. */
  public Path unpacked(Distribution distribution) {
    return made(nameOf(distribution), partial -> unpack(distribution.zip(), partial));
  }

  /**
   * A second directory of the same, with a plugin by which the small distribution can keep users,
   * roles and API keys.
   *
   * @param jdk of the server; its compiler makes the plugin
   */
  public Path unpackedForSecurity(Distribution distribution, Path jdk) {
    Path plain = unpacked(distribution);
    return made(
        nameOf(distribution) + "-security",
        partial -> {
          makeReadable(partial);
          FileTrees.linkContents(plain, partial);
          new AnalysisShim(distribution, jdk).installInto(partial);
        });
  }

  private interface Making {
    void into(Path partial) throws IOException;
  }

  private static String nameOf(Distribution distribution) {
    return distribution.product() + "-" + distribution.version();
  }

  private Path made(String name, Making making) {
    Path home = directory.resolve(name);
    try {
      makeReadable(directory.toAbsolutePath());
      // a FileLock does not hold between threads of one JVM
      synchronized (WITHIN_THIS_JVM) {
        try (FileChannel channel = lockFile(name);
            FileLock lock = channel.lock()) {
          if (!Files.isDirectory(home) && lock.isValid()) {
            Path partial = directory.resolve(name + ".partial");
            FileTrees.delete(partial);
            making.into(partial);
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
          }
        }
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make " + home + " (another place: -D" + DIRECTORY_PROPERTY + "=…): " + e, e);
    }
  }

  private FileChannel lockFile(String name) throws IOException {
    return FileChannel.open(
        directory.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void unpack(Path zip, Path into) throws IOException {
    try {
      unpackEntries(zip, into);
    } catch (IOException e) {
      throw new IOException("cannot unpack " + zip + ": " + e, e);
    }
  }

  private static void unpackEntries(Path zip, Path into) throws IOException {
    boolean empty = true;
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(file)) {
      for (ZipEntry entry; (entry = entries.getNextEntry()) != null; ) {
        Path inside = withoutRoot(entry.getName());
        Path target = into.resolve(inside).normalize();
        if (!target.startsWith(into)) {
          throw new IOException("an entry would be unpacked elsewhere: " + entry.getName());
        }
        if (entry.isDirectory()) {
          makeReadable(target);
        } else {
          makeReadable(Objects.requireNonNullElse(target.getParent(), into));
          Files.copy(entries, target);
          boolean executable = inside.startsWith("bin");
          Files.setPosixFilePermissions(
              target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
          empty = false;
        }
      }
    }
    if (empty) {
      throw new IOException("no zip file, or an empty one: " + zip);
    }
  }

  /**
   * All entries stand under one directory with the version's name, which the cache's name replaces.
   */
  private static Path withoutRoot(String entry) {
    Path path = Path.of(entry);
    return path.getNameCount() == 1 ? Path.of("") : path.subpath(1, path.getNameCount());
  }

  static void makeReadable(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      if (directory.getParent() != null) {
        makeReadable(directory.getParent());
      }
      try {
        Files.createDirectory(directory);
      } catch (FileAlreadyExistsException madeMeanwhile) {
        if (!Files.isDirectory(directory)) {
          throw madeMeanwhile;
        }
      }
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
