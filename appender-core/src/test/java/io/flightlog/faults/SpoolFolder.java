package io.flightlog.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies below a {@code spool.directory}, seen from outside. */
record SpoolFolder(Path root) {
  /** Everything below it, as paths relative to it, while others may be at work there. */
  List<Path> entries() {
    while (true) {
      try (Stream<Path> all = Files.walk(root)) {
        return all.filter(path -> !path.equals(root)).map(root::relativize).sorted().toList();
      } catch (UncheckedIOException | NoSuchFileException changing) {
        // something went while it was looked at: once more
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  /** Batch files that wait, in the order of their names. */
  List<Path> batches() {
    return entries().stream()
        .filter(path -> path.getNameCount() == 3 && path.toString().endsWith(".batch"))
        .filter(path -> !path.getName(1).toString().equals("quarantine"))
        .map(root::resolve)
        .toList();
  }

  /** Directories of instances, whole or half made. */
  List<String> instances() {
    return entries().stream()
        .filter(path -> path.getNameCount() == 2)
        .map(path -> path.getFileName().toString())
        .filter(name -> !name.equals("quarantine") && !name.equals("dead-letter"))
        .toList();
  }

  List<Path> quarantined() {
    return entries().stream()
        .filter(path -> path.getNameCount() == 3)
        .filter(path -> path.getName(1).toString().equals("quarantine"))
        .map(root::resolve)
        .toList();
  }

  /** Nothing but directories of destinations. */
  void assertEmpty() {
    List<Path> left = entries().stream().filter(path -> path.getNameCount() > 1).toList();
    assertEquals(List.of(), left, "left below " + root);
  }
}
