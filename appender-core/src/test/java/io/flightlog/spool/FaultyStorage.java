package io.flightlog.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The real file system, with as much room as a test says, and failures where it wants them. */
final class FaultyStorage implements Storage {
  private final Storage disk = new DiskStorage();
  private @Nullable Space space;
  private @Nullable IOException listFailure;
  private boolean writesFail;
  private boolean forcesFail;
  private int lists;
  private int open;

  void has(long usable, long total) {
    space = new Space(usable, total);
  }

  void listsFail(@Nullable IOException with) {
    listFailure = with;
  }

  /** Every write fails half way. */
  void writesFail(boolean fail) {
    writesFail = fail;
  }

  void forcesFail(boolean fail) {
    forcesFail = fail;
  }

  /** How often directories were listed. */
  int lists() {
    return lists;
  }

  /** Handles that nobody closed. */
  int open() {
    return open;
  }

  private final class FaultyHandle implements Handle {
    private final Handle file;
    private boolean closed;

    FaultyHandle(Handle file) {
      this.file = file;
      open++;
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      if (writesFail) {
        file.write(source.duplicate().limit(source.position() + source.remaining() / 2), position);
        throw new IOException("no space left");
      }
      file.write(source, position);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void force() throws IOException {
      if (forcesFail) {
        throw new IOException("input/output error");
      }
      file.force();
    }

    @Override
    public void close() throws IOException {
      open -= closed ? 0 : 1;
      closed = true;
      file.close();
    }
  }

  @Override
  public Handle create(Path file) throws IOException {
    return new FaultyHandle(disk.create(file));
  }

  @Override
  public Handle open(Path file) throws IOException {
    return new FaultyHandle(disk.open(file));
  }

  @Override
  public Handle openOrCreate(Path file) throws IOException {
    return new FaultyHandle(disk.openOrCreate(file));
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    disk.createDirectory(directory);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    disk.createDirectories(directory);
  }

  @Override
  public void checkPrivate(Path directory) throws IOException {
    disk.checkPrivate(directory);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    disk.forceDirectory(directory);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    lists++;
    if (listFailure != null && directory.endsWith("lost+found")) {
      throw listFailure;
    }
    return disk.list(directory);
  }

  @Override
  public boolean exists(Path file) throws IOException {
    return disk.exists(file);
  }

  @Override
  public long size(Path file) throws IOException {
    return disk.size(file);
  }

  @Override
  public void delete(Path file) throws IOException {
    disk.delete(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public @Nullable Claim tryLock(Path file) throws IOException {
    return disk.tryLock(file);
  }

  @Override
  public Space space(Path directory) throws IOException {
    return space == null ? disk.space(directory) : space;
  }

  @Override
  public String type(Path directory) throws IOException {
    return disk.type(directory);
  }
}
