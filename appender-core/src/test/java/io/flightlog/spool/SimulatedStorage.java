package io.flightlog.spool;

import io.flightlog.spool.SimulatedDisk.DirectoryNode;
import io.flightlog.spool.SimulatedDisk.FileNode;
import io.flightlog.spool.SimulatedDisk.Node;
import io.flightlog.spool.StorageFaults.Operation;
import io.flightlog.spool.StorageFaults.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one process sees of a {@link SimulatedDisk}, with the faults of {@link StorageFaults}: each
 * call is one operation of those, and does part of what it should when it fails or is stopped, as
 * far as a real one can. One thread.
 */
final class SimulatedStorage implements Storage {
  private static final Space SPACE = new Space(1L << 40, 1L << 41);

  private final SimulatedDisk disk;
  private final StorageFaults faults;
  private final int process;
  private boolean dead;

  SimulatedStorage(SimulatedDisk disk, StorageFaults faults, int process) {
    this.disk = disk;
    this.faults = faults;
    this.process = process;
  }

  /** The process ends: its locks are free, its handles of no use. */
  void kill() {
    dead = true;
    disk.kill(process);
  }

  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }

  /** A change that is done or not, whatever happens. */
  private void change(Operation operation, Path path, Action action) throws IOException {
    switch (next(operation)) {
      case SUCCEED -> action.run();
      case FAIL -> throw failed(operation, path);
      case STOP -> {
        if (faults.random().nextBoolean()) {
          action.run();
        }
        throw new Crashed();
      }
    }
  }

  /** A question. */
  private void ask(Operation operation, Path path) throws IOException {
    switch (next(operation)) {
      case SUCCEED -> {}
      case FAIL -> throw failed(operation, path);
      case STOP -> throw new Crashed();
    }
  }

  private Outcome next(Operation operation) {
    if (dead) {
      throw new IllegalStateException("a dead process uses its storage");
    }
    return faults.next(operation);
  }

  private static IOException failed(Operation operation, Path path) {
    return new IOException("the test lets " + operation + " of " + path + " fail");
  }

  @Override
  public Handle create(Path file) throws IOException {
    FileNode made = new FileNode();
    change(Operation.CREATE, file, () -> disk.create(file, made));
    return new Open(file, made);
  }

  @Override
  public Handle open(Path file) throws IOException {
    ask(Operation.OPEN, file);
    return new Open(file, disk.file(file));
  }

  @Override
  public Handle openOrCreate(Path file) throws IOException {
    return disk.find(file) == null ? create(file) : open(file);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    change(
        Operation.CREATE_DIRECTORY, directory, () -> disk.create(directory, new DirectoryNode()));
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent == null || exists(directory)) {
      return;
    }
    createDirectories(parent);
    createDirectory(directory);
    try {
      forceDirectory(parent);
    } catch (IOException failed) {
      delete(directory); // as DiskStorage has it
      throw failed;
    }
  }

  @Override
  public void checkPrivate(Path directory) {}

  @Override
  public void forceDirectory(Path directory) throws IOException {
    DirectoryNode node = disk.directory(directory);
    switch (next(Operation.FORCE_DIRECTORY)) {
      case SUCCEED -> disk.force(node);
      case FAIL -> {
        disk.forgetNames(node, faults.random());
        throw failed(Operation.FORCE_DIRECTORY, directory);
      }
      case STOP -> throw new Crashed();
    }
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    ask(Operation.LIST, directory);
    return disk.find(directory) instanceof DirectoryNode node ? node.names() : List.of();
  }

  @Override
  public boolean exists(Path file) {
    return disk.find(file) != null;
  }

  @Override
  public long size(Path file) throws IOException {
    ask(Operation.SIZE, file);
    return disk.find(file) instanceof FileNode node ? node.size() : 0;
  }

  @Override
  public void delete(Path file) throws IOException {
    change(Operation.DELETE, file, () -> disk.delete(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    change(Operation.RENAME, from, () -> disk.rename(from, to));
  }

  @Override
  public @Nullable Claim tryLock(Path file) throws IOException {
    ask(Operation.LOCK, file);
    Node node = disk.file(file);
    Integer owner = disk.lockOwner(node);
    if (owner != null) {
      disk.descriptorClosed(node, process); // opened, found locked, and closed: gone if it was ours
      return null;
    }
    disk.lock(node, process);
    return () -> disk.descriptorClosed(node, process);
  }

  @Override
  public Space space(Path directory) throws IOException {
    ask(Operation.SPACE, directory);
    return SPACE;
  }

  @Override
  public String type(Path directory) {
    return "simulated";
  }

  private final class Open implements Handle {
    private final Path path;
    private final FileNode node;
    private boolean closed;

    Open(Path path, FileNode node) {
      this.path = path;
      this.node = node;
    }

    private void checkOpen() throws IOException {
      if (closed) {
        throw new IOException("closed: " + path);
      }
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      checkOpen();
      Outcome outcome = next(Operation.WRITE);
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      int length =
          outcome == Outcome.SUCCEED ? bytes.length : faults.random().nextInt(bytes.length);
      node.write(bytes, length, Math.toIntExact(position));
      if (outcome == Outcome.FAIL) {
        throw failed(Operation.WRITE, path);
      }
      if (outcome == Outcome.STOP) {
        throw new Crashed();
      }
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      checkOpen();
      ask(Operation.READ, path);
      int left = (int) Math.min(target.remaining(), node.size() - position);
      if (left <= 0) {
        return target.hasRemaining() ? -1 : 0;
      }
      target.put(node.bytes(), (int) position, left);
      return left;
    }

    @Override
    public long size() throws IOException {
      checkOpen();
      ask(Operation.SIZE, path);
      return node.size();
    }

    @Override
    public void force() throws IOException {
      checkOpen();
      switch (next(Operation.FORCE)) {
        case SUCCEED -> node.force();
        case FAIL -> {
          node.forget(faults.random());
          throw failed(Operation.FORCE, path);
        }
        case STOP -> throw new Crashed();
      }
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      if (!dead) {
        disk.descriptorClosed(node, process);
      }
      ask(Operation.CLOSE, path);
    }
  }
}
