package io.flightlog.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/**
 * Who runs the server: ourselves, or, because Elasticsearch refuses root, a uid that needs no entry
 * in the password file and owns nothing but the instance's directory.
 *
 * @param foreign true if it is another uid than ours
 */
public record ServerUser(boolean foreign) {

  private static final int UID = 54321;

  /** Another uid if we are root, else ourselves. */
  public static ServerUser current() {
    try {
      Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      return new ServerUser(Integer.valueOf(0).equals(uid));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tell our own uid (Linux only)", e);
    }
  }

  /** What to put before a command so that this user runs it. */
  public List<String> commandPrefix() {
    String uid = Integer.toString(UID);
    return foreign
        ? List.of("setpriv", "--reuid", uid, "--regid", uid, "--clear-groups", "--")
        : List.of();
  }

  /** Hands a whole tree over to this user. */
  public void own(Path tree) throws IOException {
    if (!foreign) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            return visitFile(dir, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.setAttribute(file, "unix:uid", UID);
            Files.setAttribute(file, "unix:gid", UID);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** True if this user can enter every directory down to that one. Root's home it cannot. */
  public boolean canEnter(Path directory) {
    if (!foreign) {
      return Files.isExecutable(directory);
    }
    try {
      for (Path at = directory.toRealPath(); at != null; at = at.getParent()) {
        if (!Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
