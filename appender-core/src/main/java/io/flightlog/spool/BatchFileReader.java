package io.flightlog.spool;

import io.flightlog.spool.BatchFormat.HeaderCheck;
import io.flightlog.spool.FileReport.Condition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads batch files for whoever only looks: it locks and changes nothing, and a file may be removed
 * meanwhile. The heap is bounded by one frame. One thread.
 */
public final class BatchFileReader {
  private final Storage storage;
  private final BatchFormat format = new BatchFormat();
  private final FrameCursor cursor = new FrameCursor();
  private final FramePayload payload = new FramePayload();

  public BatchFileReader(Storage storage) {
    this.storage = storage;
  }

  /**
   * Reads a file from its beginning to its end.
   *
   * @param frames takes the NDJSON of each whole frame, complete pairs of lines, in order
   * @throws IOException when the disk, or the right to read, fails
   */
  public FileReport read(Path file, Consumer<byte[]> frames) throws IOException {
    return open(file, (name, header, handle) -> readFrames(name, header, handle, frames));
  }

  /**
   * Tells what a file holds by as little of it as will do: of a spilled batch, whose header counts
   * its events, the headers, if they fit the file's length; of anything else, all of it.
   */
  public FileReport glance(Path file) throws IOException {
    return open(
        file,
        (name, header, handle) -> {
          FileReport glimpse = glimpse(name, header, handle);
          return glimpse == null ? readFrames(name, header, handle, frame -> {}) : glimpse;
        });
  }

  /** Tells only when a file was begun, and with which sequence. */
  public FileReport beginning(Path file) throws IOException {
    return open(
        file, (name, header, handle) -> report(name, header, handle.size(), 0, 0, -1, 0, 0, 0));
  }

  @FunctionalInterface
  private interface Reading {
    FileReport of(String name, BatchHeader header, Storage.Handle handle) throws IOException;
  }

  private FileReport open(Path file, Reading reading) throws IOException {
    String name = String.valueOf(file.getFileName());
    Storage.Handle opened;
    try {
      opened = storage.open(file);
    } catch (NoSuchFileException sentMeanwhile) {
      return FileReport.without(name, Condition.GONE, 0);
    }
    try (Storage.Handle handle = opened) {
      long size = handle.size();
      if (size == 0) {
        return FileReport.without(name, Condition.EMPTY, 0);
      }
      ByteBuffer bytes = bytes(handle, 0, BatchFormat.HEADER_BYTES);
      return switch (format.checkHeader(bytes)) {
        case OK -> reading.of(name, BatchFormat.header(bytes), handle);
        case NEWER -> FileReport.without(name, Condition.NEWER, size);
        case UNREADABLE -> FileReport.without(name, Condition.UNREADABLE, size);
      };
    }
  }

  /** As many as there are. */
  private static ByteBuffer bytes(Storage.Handle handle, long from, int count) throws IOException {
    ByteBuffer bytes = BatchFormat.buffer(count);
    while (bytes.hasRemaining()) {
      if (handle.read(bytes, from + bytes.position()) < 0) {
        break;
      }
    }
    return bytes.flip();
  }

  private static @Nullable FileReport glimpse(
      String name, BatchHeader header, Storage.Handle handle) throws IOException {
    ByteBuffer bytes = bytes(handle, BatchFormat.HEADER_BYTES, BatchFormat.FRAME_HEADER_BYTES);
    if (header.events() == 0 || bytes.limit() < BatchFormat.FRAME_HEADER_BYTES) {
      return null;
    }
    FrameHeader only = BatchFormat.frameHeader(bytes, 0);
    long end = BatchFormat.HEADER_BYTES + BatchFormat.frameBytes(only.storedLength());
    long size = handle.size();
    return only.events() == header.events() && end == size
        ? report(name, header, size, 1, only.events(), only.lastSequence(), 0, 0, 0)
        : null;
  }

  private FileReport readFrames(
      String name, BatchHeader header, Storage.Handle handle, Consumer<byte[]> sink)
      throws IOException {
    if (cursor.open(handle) != HeaderCheck.OK) {
      return FileReport.without(name, Condition.UNREADABLE, handle.size());
    }
    int frames = 0;
    long events = 0;
    long damagedFrames = 0;
    long skippedBefore = 0;
    while (cursor.next()) {
      skippedBefore = cursor.skippedBytes();
      byte[] plain = unpack();
      if (plain == null) {
        damagedFrames += BatchFormat.frameBytes(cursor.frame().storedLength());
      } else {
        frames++;
        events += cursor.frame().events();
        sink.accept(plain);
      }
    }
    long skipped = cursor.skippedBytes();
    long unpackable = cursor.events() - events;
    return report(
        name,
        header,
        handle.size(),
        frames,
        events,
        cursor.lastSequence(),
        skipped + damagedFrames,
        skipped - skippedBefore,
        Math.max(0, cursor.lostEvents()) + unpackable);
  }

  private static FileReport report(
      String name,
      BatchHeader header,
      long size,
      int frames,
      long events,
      long last,
      long damaged,
      long torn,
      long lost) {
    return new FileReport(
        name,
        Condition.READABLE,
        size,
        header.createdMillis(),
        header.gzip(),
        frames,
        events,
        header.firstSequence(),
        last,
        damaged,
        torn,
        lost,
        header.events() > 0);
  }

  /** Null when its checksum fits, and yet it cannot be unpacked. */
  private byte @Nullable [] unpack() throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    WritableByteChannel into = Channels.newChannel(plain);
    try {
      payload.plain(cursor, piece -> into.write(piece));
    } catch (IOException notPacked) {
      return null;
    }
    return plain.size() == cursor.frame().plainLength() ? plain.toByteArray() : null;
  }
}
