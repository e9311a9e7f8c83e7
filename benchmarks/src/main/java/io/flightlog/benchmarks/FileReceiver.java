package io.flightlog.benchmarks;

import io.flightlog.testkit.SequenceOracle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the lines that the application writes to a file, as an agent beside it does. A file is on
 * the application's own machine: no fault of a receiver concerns it.
 */
final class FileReceiver implements Receiver {
  private static final String SENDER = "file";
  private static final long IDLE_NANOS = Duration.ofMillis(2).toNanos();

  private final InputStream file;
  private final SequenceOracle sequences = new SequenceOracle();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private volatile boolean closed;

  private FileReceiver(InputStream file) {
    this.file = file;
  }

  /** Begins to read a file that is new. */
  static FileReceiver of(Path path) {
    try {
      Files.createFile(path);
      FileReceiver receiver = new FileReceiver(Files.newInputStream(path));
      Thread reader = new Thread(receiver::read, "file-lines");
      reader.setDaemon(true);
      reader.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException("no file to read: " + path, e);
    }
  }

  @Override
  public int port() {
    return 0;
  }

  @Override
  public SequenceOracle sequences() {
    return sequences;
  }

  @Override
  public long wireBytes() {
    return bytes.get();
  }

  @Override
  public long unknown() {
    return unknown.get();
  }

  @Override
  public void suffer(Fault fault) {}

  @Override
  public void recover() {}

  @Override
  public void close() {
    closed = true;
  }

  private void read() {
    LineScanner lines =
        new LineScanner(
            sequence -> {
              if (sequence < 0) {
                unknown.incrementAndGet();
              } else {
                sequences.record(SENDER, sequence);
              }
            });
    try (file) {
      while (!closed) {
        int read = lines.readFrom(file);
        if (read < 0) {
          LockSupport.parkNanos(IDLE_NANOS);
        } else {
          bytes.addAndGet(read);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read on", e);
    }
  }
}
