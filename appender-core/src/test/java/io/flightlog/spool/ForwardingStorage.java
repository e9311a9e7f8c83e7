package io.flightlog.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does as another storage does; for those that differ in one thing. */
class ForwardingStorage implements Storage {
  final Storage sound;

  ForwardingStorage(Storage sound) {
    this.sound = sound;
  }

  /** What becomes of each handle. */
  Handle handle(Path file, Handle handle) {
    return handle;
  }

  @Override
  public Handle create(Path file) throws IOException {
    return handle(file, sound.create(file));
  }

  @Override
  public Handle open(Path file) throws IOException {
    return handle(file, sound.open(file));
  }

  @Override
  public Handle openOrCreate(Path file) throws IOException {
    return handle(file, sound.openOrCreate(file));
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    sound.createDirectory(directory);
  }

  @Override
  public void createDirectories(Path directory) throws IOException {
    sound.createDirectories(directory);
  }

  @Override
  public void checkPrivate(Path directory) throws IOException {
    sound.checkPrivate(directory);
  }

  @Override
  public void forceDirectory(Path directory) throws IOException {
    sound.forceDirectory(directory);
  }

  @Override
  public List<String> list(Path directory) throws IOException {
    return sound.list(directory);
  }

  @Override
  public boolean exists(Path file) throws IOException {
    return sound.exists(file);
  }

  @Override
  public long size(Path file) throws IOException {
    return sound.size(file);
  }

  @Override
  public void delete(Path file) throws IOException {
    sound.delete(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    sound.rename(from, to);
  }

  @Override
  public @Nullable Claim tryLock(Path file) throws IOException {
    return sound.tryLock(file);
  }

  @Override
  public Space space(Path directory) throws IOException {
    return sound.space(directory);
  }

  @Override
  public String type(Path directory) throws IOException {
    return sound.type(directory);
  }

  /** Does as another handle does. */
  static class ForwardingHandle implements Handle {
    final Handle sound;

    ForwardingHandle(Handle sound) {
      this.sound = sound;
    }

    @Override
    public void write(ByteBuffer source, long position) throws IOException {
      sound.write(source, position);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return sound.read(target, position);
    }

    @Override
    public long size() throws IOException {
      return sound.size();
    }

    @Override
    public void force() throws IOException {
      sound.force();
    }

    @Override
    public void close() throws IOException {
      sound.close();
    }
  }
}
