package io.flightlog.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class DistributionCacheTest {

  @TempDir Path directory;
  private Path caches;
  private DistributionCache cache;
  private Distribution distribution;

  @BeforeEach
  void zip() throws IOException {
    caches = directory.resolve("caches");
    cache = new DistributionCache(caches);
    distribution = zip("bin/elasticsearch", "lib/a.jar", "config/elasticsearch.yml");
  }

  @Test
  void unpacksOnceReadableByEverybody() throws IOException {
    Path home = cache.unpacked(distribution);
    assertEquals(caches.resolve("elasticsearch-8.19.21"), home);
    assertEquals("rwxr-xr-x", permissions(home.resolve("bin")));
    assertEquals("rwxr-xr-x", permissions(home.resolve("bin/elasticsearch")));
    assertEquals("rw-r--r--", permissions(home.resolve("config/elasticsearch.yml")));
    assertEquals("content of lib/a.jar", Files.readString(home.resolve("lib/a.jar")));
    Files.delete(distribution.zip());
    assertEquals(home, cache.unpacked(distribution));
  }

  @Test
  void replacesWhatAKilledBuildLeft() throws IOException {
    Path partial = caches.resolve("elasticsearch-8.19.21.partial");
    Files.createDirectories(partial.resolve("lib"));
    Files.writeString(partial.resolve("lib/a.jar"), "half");
    Path home = cache.unpacked(distribution);
    assertEquals("content of lib/a.jar", Files.readString(home.resolve("lib/a.jar")));
    assertFalse(Files.exists(partial));
  }

  @Test
  void leavesNothingWholeBehindABrokenZip() throws IOException {
    Files.writeString(distribution.zip(), "no zip");
    UncheckedIOException failure =
        assertThrows(UncheckedIOException.class, () -> cache.unpacked(distribution));
    assertTrue(failure.getMessage().contains(distribution.zip().toString()), failure.getMessage());
    assertFalse(Files.exists(caches.resolve("elasticsearch-8.19.21")));
    zip("bin/elasticsearch");
    assertTrue(Files.exists(cache.unpacked(distribution).resolve("bin/elasticsearch")));
  }

  @Test
  void refusesEntriesThatPointElsewhere() throws IOException {
    Distribution evil = zip("../../evil");
    assertThrows(UncheckedIOException.class, () -> cache.unpacked(evil));
    assertFalse(Files.exists(caches.resolve("evil")));
    assertFalse(Files.exists(directory.resolve("evil")));
  }

  @Test
  void waitsForWhoeverHoldsTheLock() throws Exception {
    Files.createDirectories(caches);
    Path lockFile = caches.resolve("elasticsearch-8.19.21.lock");
    ProcessBuilder holder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LockHolder.class.getName(),
            lockFile.toString());
    Process process = holder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      assertEquals('L', process.getInputStream().read());
      CompletableFuture<Path> unpacked =
          CompletableFuture.supplyAsync(() -> cache.unpacked(distribution));
      assertThrows(TimeoutException.class, () -> unpacked.get(300, TimeUnit.MILLISECONDS));
      assertFalse(Files.exists(caches.resolve("elasticsearch-8.19.21")));
      process.getOutputStream().close();
      assertTrue(Files.exists(unpacked.get(1, TimeUnit.MINUTES).resolve("lib/a.jar")));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void threadsOfOneJvmAgree() throws ExecutionException, InterruptedException {
    List<CompletableFuture<Path>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(
          CompletableFuture.supplyAsync(
              () -> new DistributionCache(caches).unpacked(distribution)));
    }
    for (CompletableFuture<Path> one : all) {
      assertEquals(caches.resolve("elasticsearch-8.19.21"), one.get());
    }
  }

  /** Holds the file lock from another process until its standard input ends. */
  static final class LockHolder {
    public static void main(String[] args) throws IOException {
      try (FileChannel channel =
              FileChannel.open(
                  Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        System.out.print(lock.isValid() ? 'L' : 'X');
        System.out.flush();
        while (System.in.read() >= 0) {}
      }
    }
  }

  private Distribution zip(String... entries) throws IOException {
    Path zip = directory.resolve("elasticsearch-8.19.21.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry("elasticsearch-8.19.21/" + entry));
        out.write(("content of " + entry).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return Distribution.of(zip);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
