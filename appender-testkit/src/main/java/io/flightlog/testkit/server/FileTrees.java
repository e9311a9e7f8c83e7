package io.flightlog.testkit.server;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Copies, links and deletes whole trees; follows no symbolic link. */
public final class FileTrees {

  private FileTrees() {}

  /** Deletes the tree if it is there. */
  public static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Copies what is in {@code from} into the existing directory {@code to}. */
  static void copyContents(Path from, Path to) throws IOException {
    eachFile(from, to, Files::copy);
  }

  /** The same with hard links: no bytes are copied, and both must be of one file system. */
  static void linkContents(Path from, Path to) throws IOException {
    eachFile(from, to, (file, target) -> Files.createLink(target, file));
  }

  private interface Placing {
    void place(Path file, Path target) throws IOException;
  }

  private static void eachFile(Path from, Path to, Placing placing) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Path target = to.resolve(from.relativize(directory));
            if (!Files.isDirectory(target)) {
              Files.createDirectory(target);
              Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(directory));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            placing.place(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
