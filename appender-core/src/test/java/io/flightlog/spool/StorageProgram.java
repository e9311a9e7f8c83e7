package io.flightlog.spool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Another process that uses the same file system. */
final class StorageProgram {
  private StorageProgram() {}

  /** Takes what to do and where: {@code make}, {@code lock}, {@code hold} or {@code check}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    DiskStorage storage = new DiskStorage();
    Path path = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "make" -> {
        storage.createDirectories(path.resolve("a/b"));
        storage.createDirectory(path.resolve("c"));
        storage.create(path.resolve("created")).close();
        storage.openOrCreate(path.resolve("opened")).close();
      }
      case "lock", "hold" -> {
        System.out.println(storage.tryLock(path) == null ? "refused" : "locked");
        if (arguments[0].equals("hold")) {
          new CountDownLatch(1).await();
        }
      }
      case "check" -> {
        try {
          storage.checkPrivate(path);
          System.out.println("private");
        } catch (IOException refused) {
          System.out.println("refused: " + refused.getMessage());
        }
      }
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }
}
