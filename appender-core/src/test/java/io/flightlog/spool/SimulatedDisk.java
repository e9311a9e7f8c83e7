package io.flightlog.spool;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A medium and the page cache above it, of files by sectors and of directories by names, each as it
 * is seen now and as it would be found after a power cut. What was not forced may be on the medium
 * or not, in any order. One thread.
 */
final class SimulatedDisk {
  static final int SECTOR = 512;

  /** A file or a directory, whatever its name. */
  abstract static class Node {}

  /** Bytes behind a size are zero. */
  static final class FileNode extends Node {
    private byte[] cached = new byte[0];
    private byte[] stored = new byte[0];
    private final BitSet dirty = new BitSet();

    int size() {
      return cached.length;
    }

    void write(byte[] bytes, int length, int position) {
      if (cached.length < position + length) {
        cached = Arrays.copyOf(cached, position + length);
      }
      System.arraycopy(bytes, 0, cached, position, length);
      dirty.set(position / SECTOR, (position + length + SECTOR - 1) / SECTOR);
    }

    byte[] bytes() {
      return cached;
    }

    void force() {
      store(dirty, cached.length);
      dirty.clear();
    }

    /** A force failed: what was to be written is clean now, and nowhere but in memory. */
    void forget(Random random) {
      boolean all = random.nextBoolean();
      dirty.stream().filter(sector -> all || random.nextBoolean()).forEach(dirty::clear);
    }

    void crash(Random random) {
      double share = random.nextInt(3) / 2.0;
      BitSet kept = new BitSet();
      dirty.stream().filter(sector -> random.nextDouble() < share).forEach(kept::set);
      int size = stored.length;
      if (cached.length > size) {
        int between = size + random.nextInt(cached.length - size + 1);
        size = share == 0 ? size : share == 1 ? cached.length : between;
      }
      store(kept, size);
      dirty.clear();
      cached = stored.clone();
    }

    void flip(int bit) {
      cached[bit / 8] ^= (byte) (1 << (bit % 8));
      if (stored.length > bit / 8) {
        stored[bit / 8] = cached[bit / 8];
      }
    }

    private void store(BitSet sectors, int size) {
      byte[] next = Arrays.copyOf(stored, size);
      sectors.stream()
          .map(sector -> sector * SECTOR)
          .filter(from -> from < size)
          .forEach(
              from -> System.arraycopy(cached, from, next, from, Math.min(SECTOR, size - from)));
      stored = next;
    }
  }

  /** Names of nodes. */
  static final class DirectoryNode extends Node {
    private final TreeMap<String, Node> cached = new TreeMap<>();
    private final TreeMap<String, Node> stored = new TreeMap<>();

    List<String> names() {
      return List.copyOf(cached.keySet());
    }
  }

  private record Name(DirectoryNode directory, String name, @Nullable Node node) {
    boolean isSame(Name other) {
      return directory == other.directory && name.equals(other.name);
    }

    void store() {
      if (node == null) {
        directory.stored.remove(name);
      } else {
        directory.stored.put(name, node);
      }
    }
  }

  /** Names that change together, or not at all. */
  private record Change(List<Name> names) {
    boolean isIn(DirectoryNode directory) {
      return names.stream().anyMatch(name -> name.directory == directory);
    }

    boolean isOfDirectory() {
      return names.stream().anyMatch(name -> name.node instanceof DirectoryNode);
    }
  }

  private final DirectoryNode root = new DirectoryNode();
  private final List<Change> unforced = new ArrayList<>();
  private final IdentityHashMap<Node, Integer> locks = new IdentityHashMap<>();

  /** A directory in the root, which was there long before. */
  void makeParent(Path path) {
    DirectoryNode made = new DirectoryNode();
    String name = name(path.getParent());
    root.cached.put(name, made);
    root.stored.put(name, made);
  }

  @Nullable Node find(Path path) {
    Node node = root;
    for (Path name : path) {
      node = node instanceof DirectoryNode directory ? directory.cached.get(name.toString()) : null;
    }
    return node;
  }

  FileNode file(Path path) throws IOException {
    if (find(path) instanceof FileNode file) {
      return file;
    }
    throw new NoSuchFileException(path.toString());
  }

  DirectoryNode directory(@Nullable Path path) throws IOException {
    if (path != null && find(path) instanceof DirectoryNode directory) {
      return directory;
    }
    throw new NoSuchFileException(String.valueOf(path));
  }

  void create(Path path, Node node) throws IOException {
    DirectoryNode parent = directory(path.getParent());
    if (find(path) != null) {
      throw new FileAlreadyExistsException(path.toString());
    }
    change(List.of(new Name(parent, name(path), node)));
  }

  void delete(Path path) throws IOException {
    Node node = find(path);
    if (node instanceof DirectoryNode directory && !directory.cached.isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    if (node != null) {
      change(List.of(new Name(directory(path.getParent()), name(path), null)));
    }
  }

  void rename(Path from, Path to) throws IOException {
    Node node = find(from);
    if (node == null) {
      throw new NoSuchFileException(from.toString());
    }
    if (find(to) instanceof DirectoryNode) {
      throw new FileAlreadyExistsException(to.toString());
    }
    change(
        List.of(
            new Name(directory(from.getParent()), name(from), null),
            new Name(directory(to.getParent()), name(to), node)));
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private void change(List<Name> names) {
    for (Name name : names) {
      if (name.node == null) {
        name.directory.cached.remove(name.name);
      } else {
        name.directory.cached.put(name.name, name.node);
      }
    }
    unforced.add(new Change(names));
  }

  /** Names in the directory are on the medium; of those elsewhere only what changed with them. */
  void force(DirectoryNode directory) {
    List<Change> now = unforced.stream().filter(change -> change.isIn(directory)).toList();
    unforced.removeAll(now);
    for (Change change : now) {
      change.names.forEach(Name::store);
    }
    // an older change of a name that was stored since is no change any more
    List<Name> stored = now.stream().flatMap(change -> change.names.stream()).toList();
    unforced.removeIf(
        change -> change.names.stream().allMatch(n -> stored.stream().anyMatch(n::isSame)));
  }

  /** A force failed, and what it was to store may be forgotten; directories are spared. */
  void forgetNames(DirectoryNode directory, Random random) {
    if (random.nextBoolean()) {
      unforced.removeIf(change -> change.isIn(directory) && !change.isOfDirectory());
    }
  }

  /** The power is cut, and comes back. All processes are gone. */
  void crash(Random random) {
    locks.clear();
    boolean inOrder = random.nextBoolean();
    double share = random.nextInt(3) / 2.0;
    int first = (int) Math.round(unforced.size() * random.nextDouble());
    for (int i = 0; i < unforced.size(); i++) {
      if (inOrder ? i < first : random.nextDouble() < share) {
        unforced.get(i).names.forEach(Name::store);
      }
    }
    unforced.clear();
    crash(root, random, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static void crash(Node node, Random random, Set<Node> seen) {
    if (!seen.add(node)) {
      return;
    }
    if (node instanceof DirectoryNode directory) {
      directory.cached.clear();
      directory.cached.putAll(directory.stored);
      directory.cached.values().forEach(entry -> crash(entry, random, seen));
    } else if (node instanceof FileNode file) {
      file.crash(random);
    }
  }

  /** A process ends; what it wrote stays in the page cache. */
  void kill(int process) {
    locks.values().removeIf(owner -> owner == process);
  }

  /** Null when nobody holds it. */
  @Nullable Integer lockOwner(Node file) {
    return locks.get(file);
  }

  void lock(Node file, int process) {
    locks.put(file, process);
  }

  /** POSIX: whatever descriptor of a file a process closes, its lock on that file is gone. */
  void descriptorClosed(Node file, int process) {
    locks.remove(file, process);
  }

  /** All files below a directory, by path. */
  Map<Path, FileNode> files(Path below) {
    Map<Path, FileNode> found = new TreeMap<>();
    collect(below, find(below), found);
    return found;
  }

  private static void collect(Path path, @Nullable Node node, Map<Path, FileNode> found) {
    if (node instanceof FileNode file) {
      found.put(path, file);
    } else if (node instanceof DirectoryNode directory) {
      directory.cached.forEach((name, entry) -> collect(path.resolve(name), entry, found));
    }
  }
}
