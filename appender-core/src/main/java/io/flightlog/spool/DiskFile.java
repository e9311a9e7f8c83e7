package io.flightlog.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.HashSet;
import java.util.Set;

/**
 * A file by its channel. An interrupt closes a {@link FileChannel} for good: then it is opened
 * again and the call repeated, which positions make harmless. Whoever closes it does so for good.
 */
final class DiskFile implements Storage.Handle {
  @FunctionalInterface
  private interface Action<T> {
    T on(FileChannel channel) throws IOException;
  }

  private final Path path;
  private final Set<OpenOption> again;
  private volatile FileChannel channel;
  private volatile boolean closed;

  DiskFile(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    this.path = path;
    this.again = new HashSet<>(options);
    again.remove(StandardOpenOption.CREATE_NEW);
    again.remove(StandardOpenOption.CREATE);
    again.add(LinkOption.NOFOLLOW_LINKS);
    this.channel = FileChannel.open(path, options, attributes);
  }

  @Override
  public void write(ByteBuffer source, long position) throws IOException {
    int start = source.position();
    try {
      writeAll(channel, source, position);
    } catch (ClosedChannelException interrupted) {
      withoutInterrupts(
          reopened -> {
            source.position(start);
            writeAll(reopened, source, position);
            return true;
          });
    }
  }

  private static void writeAll(FileChannel target, ByteBuffer source, long position)
      throws IOException {
    int start = source.position();
    while (source.hasRemaining()) {
      target.write(source, position + source.position() - start);
    }
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    int start = target.position();
    return withoutInterrupts(
        current -> {
          target.position(start); // an interrupted read may have moved it
          return current.read(target, position);
        });
  }

  @Override
  public long size() throws IOException {
    return withoutInterrupts(FileChannel::size);
  }

  @Override
  public void force() throws IOException {
    FileChannel current = channel;
    try {
      current.force(true);
    } catch (ClosedChannelException interrupted) {
      if (!closed) {
        Thread.interrupted();
        reopen(current);
      }
      throw interrupted; // whether it was done, or failed, nobody knows: as good as failed
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    channel.close();
  }

  private <T> T withoutInterrupts(Action<T> action) throws IOException {
    while (true) {
      FileChannel current = channel;
      try {
        return action.on(current);
      } catch (ClosedChannelException gone) {
        if (closed) {
          throw gone;
        }
        Thread.interrupted();
        reopen(current);
      }
    }
  }

  /** Two threads may use it, and both notice. */
  private synchronized void reopen(FileChannel broken) throws IOException {
    if (closed) {
      throw new ClosedChannelException();
    }
    if (channel == broken) {
      channel = FileChannel.open(path, again);
    }
  }
}
