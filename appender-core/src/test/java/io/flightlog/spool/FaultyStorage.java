package io.flightlog.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The real file system, with as much room as a test says, and failures where it wants them. */
final class FaultyStorage extends ForwardingStorage {
  private @Nullable Space space;
  private @Nullable IOException listFailure;
  private boolean writesFail;
  private boolean forcesFail;
  private int lists;
  private int open;

  FaultyStorage() {
    super(new DiskStorage());
  }

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

  private final class FaultyHandle extends ForwardingHandle {
    private boolean closed;

    FaultyHandle(Handle file) {
      super(file);
      open++;
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      if (writesFail) {
        sound.write(source.duplicate().limit(source.position() + source.remaining() / 2), position);
        throw new IOException("no space left");
      }
      super.write(source, position);
    }

    @Override
    public void force() throws IOException {
      if (forcesFail) {
        throw new IOException("input/output error");
      }
      super.force();
    }

    @Override
    public void close() throws IOException {
      open -= closed ? 0 : 1;
      closed = true;
      super.close();
    }
  }

  @Override
  Handle handle(Path file, Handle handle) {
    return new FaultyHandle(handle);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    lists++;
    if (listFailure != null && directory.endsWith("lost+found")) {
      throw listFailure;
    }
    return super.list(directory);
  }

  @Override
  public Space space(Path directory) throws IOException {
    return space == null ? super.space(directory) : space;
  }
}
