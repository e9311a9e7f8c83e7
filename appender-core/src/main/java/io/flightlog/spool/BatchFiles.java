package io.flightlog.spool;

import io.flightlog.agent.NanoClock;
import io.flightlog.batch.Batch;
import io.flightlog.batch.BatchFiller;
import io.flightlog.batch.Gzip;
import io.flightlog.batch.Origin;
import io.flightlog.spool.BatchFormat.HeaderCheck;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches to files and reads them back. Buffers are allocated when first needed and kept.
 * Disk agent only.
 */
final class BatchFiles {
  private final Storage storage;
  private final boolean compress;
  private final int batchBytes;
  private final NanoClock clock;
  private final LongSupplier wallMillis;
  private final RandomGenerator salts;
  private final FrameOutput output = new FrameOutput();
  private final FrameCursor cursor = new FrameCursor();
  private final Gzip gzip = new Gzip();
  private final FramePayload payload = new FramePayload();
  private byte @Nullable [] staging;

  /**
   * @param batchBytes of the largest body
   * @param compress whether spilled batches are
   */
  BatchFiles(
      Storage storage,
      int batchBytes,
      boolean compress,
      NanoClock clock,
      LongSupplier wallMillis,
      RandomGenerator salts) {
    this.storage = storage;
    this.batchBytes = batchBytes;
    this.compress = compress;
    this.clock = clock;
    this.wallMillis = wallMillis;
    this.salts = salts;
  }

  /** A copy of a batch that a file is made of, taken while its owner must not touch it. */
  final class Staged {
    private final byte[] bytes;
    private final BatchHeader header;
    private final FrameHeader frame;
    private final long firstRingSequence;
    private final long lastRingSequence;
    private final long offset;

    private Staged(Batch batch, Origin origin, byte[] bytes) {
      this.bytes = bytes;
      int plain = batch.length();
      int packed = compress ? gzip.compress(batch.body(), plain, bytes) : -1;
      boolean isPacked = packed >= 0 && packed < plain;
      if (!isPacked) {
        System.arraycopy(batch.body(), 0, bytes, 0, plain);
      }
      this.firstRingSequence = batch.firstSequence();
      this.lastRingSequence = batch.lastSequence();
      this.offset = origin.firstSequence();
      long first = origin.ofInstance(firstRingSequence);
      long last = origin.ofInstance(lastRingSequence);
      int events = batch.eventCount();
      String instance = origin.instance().value();
      this.header = newHeader(instance, first, last, events, isPacked);
      this.frame = new FrameHeader(isPacked ? packed : plain, plain, events, first, last, 0);
    }

    long fileBytes() {
      return BatchFormat.HEADER_BYTES + BatchFormat.frameBytes(frame.storedLength());
    }
  }

  BatchHeader newHeader(String instance, long first, long last, int events, boolean packed) {
    long now = wallMillis.getAsLong();
    return new BatchHeader(instance, first, last, events, packed, salts.nextLong(), now);
  }

  /** Copies a batch; only the newest copy is valid. */
  Staged stage(Batch batch, Origin origin) {
    byte[] buffer = staging;
    if (buffer == null || buffer.length < batch.length()) {
      buffer = new byte[Math.max(batchBytes, batch.length())];
      staging = buffer;
    }
    return new Staged(batch, origin, buffer);
  }

  /** Writes the copy to a new file, whole or, when this throws, not at all. */
  void write(Staged staged, SpoolFile file) throws IOException {
    OpenFile open = writeFrame(file, staged.header, staged.frame, staged.bytes);
    file.begin(staged.firstRingSequence, staged.offset);
    file.grew(staged.lastRingSequence, staged.frame.events(), open.end());
    file.complete(true);
  }

  /** Writes a record about the recorder to a file of its own: no event. */
  void writeRecord(byte[] pair, String instance, SpoolFile file) throws IOException {
    BatchHeader header = newHeader(instance, 0, -1, 0, false);
    FrameHeader frame = new FrameHeader(pair.length, pair.length, 0, 0, -1, 0);
    OpenFile open = writeFrame(file, header, frame, pair);
    file.open(null);
    open.close();
    file.found(0, -1, 0, open.end());
  }

  private OpenFile writeFrame(SpoolFile file, BatchHeader header, FrameHeader frame, byte[] payload)
      throws IOException {
    OpenFile open = create(file, header.salt());
    try {
      open.end(output.append(open.handle(), 0, header, open.salt(), frame, payload, 0));
    } catch (IOException | RuntimeException failed) {
      discard(file);
      throw failed;
    }
    open.finishWriting();
    return open;
  }

  /** Makes a file that is empty and open. */
  OpenFile create(SpoolFile file, long salt) throws IOException {
    OpenFile open = new OpenFile(storage.create(file.directory().pathOf(file)), salt);
    file.open(open);
    return open;
  }

  long newSalt() {
    return salts.nextLong();
  }

  /** The last of writing a copy: all of it is on the medium, or this throws and removes it. */
  void forceAndClose(SpoolFile copy) throws IOException {
    OpenFile open = copy.open();
    if (open == null) {
      throw new IOException("the copy is not open");
    }
    try {
      open.handle().force();
    } catch (IOException | RuntimeException failed) {
      discard(copy);
      throw failed;
    }
    open.close();
  }

  private void discard(SpoolFile file) {
    OpenFile open = file.open();
    if (open != null) {
      open.close();
    }
    try {
      storage.delete(file.directory().pathOf(file));
    } catch (IOException stays) {
      // what is left has no whole frame, and whoever finds it removes it
    }
  }

  /**
   * Fills an empty batch with what a file holds, from the pair on that earlier loads left.
   *
   * @throws IOException when the disk fails; the batch then holds what came before that
   */
  LoadOutcome load(SpoolFile file, Batch batch) throws IOException {
    BatchFiller filler = new BatchFiller(batch);
    filler.begin(batch, file.pairsTaken(), file.sequenceOffset(), clock.nanoTime());
    boolean whole = true;
    try (Storage.Handle handle = storage.open(file.directory().pathOf(file))) {
      boolean readable = cursor.open(handle) == HeaderCheck.OK;
      while (readable && !filler.isFull() && cursor.next()) {
        payload.plain(cursor, filler::take);
        whole &= filler.endFrame();
      }
      whole &= readable && (filler.isFull() || cursor.lostEvents() == 0);
    } catch (RuntimeException broken) {
      whole = false;
    }
    whole &= filler.passedOver() == 0;
    if (filler.isFull()) {
      file.tookPairs(filler.taken());
    }
    return new LoadOutcome(filler.isFull(), whole);
  }

  /**
   * @param more whether pairs are left for another load
   * @param whole whether all that was written, as far as it was read, found its way into the batch
   */
  record LoadOutcome(boolean more, boolean whole) {
    static final LoadOutcome DAMAGED = new LoadOutcome(false, false);
  }

  /** Looks through a file that was found; null when there is no readable header. */
  @Nullable FoundFile look(SpoolFile file) throws IOException {
    try (Storage.Handle handle = storage.open(file.directory().pathOf(file))) {
      HeaderCheck check = cursor.open(handle);
      if (check == HeaderCheck.UNREADABLE) {
        return null;
      }
      if (check == HeaderCheck.NEWER) {
        return FoundFile.NEWER;
      }
      int frames = 0;
      while (cursor.next()) {
        frames++;
      }
      return new FoundFile(
          false,
          frames,
          cursor.events(),
          cursor.header().firstSequence(),
          cursor.lastSequence(),
          (int) Math.min(Integer.MAX_VALUE, Math.max(0, cursor.lostEvents())),
          cursor.skippedBytes(),
          handle.size(),
          cursor.sawBroken());
    }
  }

  /**
   * What a file holds.
   *
   * @param newer written by a later version: nothing else is known
   * @param lost events that it is known to have held
   * @param damagedBytes that belong to no whole frame
   * @param broken whether a frame was written to its end and is not what was written
   */
  record FoundFile(
      boolean newer,
      int frames,
      int events,
      long first,
      long last,
      int lost,
      long damagedBytes,
      long size,
      boolean broken) {
    static final FoundFile NEWER = new FoundFile(true, 0, 0, 0, 0, 0, 0, 0, false);
  }

  /**
   * Copies what was written of a file into another one, whose name is new; both stay. Only if all
   * of it can be read back: after a force that failed, nothing in the page cache may be trusted.
   */
  void copy(SpoolFile from, SpoolFile to) throws IOException {
    try (Storage.Handle source = storage.open(from.directory().pathOf(from))) {
      checkWhole(source, from.bytes());
      OpenFile open = create(to, cursor.header().salt());
      try {
        copy(source, open, from.bytes());
      } catch (IOException | RuntimeException failed) {
        discard(to);
        throw failed;
      }
      open.finishWriting();
    }
  }

  private void checkWhole(Storage.Handle source, long bytes) throws IOException {
    boolean whole = cursor.open(source) == HeaderCheck.OK;
    while (whole && cursor.end() < bytes) {
      whole = cursor.next() && cursor.skippedBytes() == 0;
    }
    if (!whole) {
      throw new IOException("not all of it can be read back");
    }
  }

  private static void copy(Storage.Handle source, OpenFile target, long bytes) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(FrameOutput.CHUNK_BYTES);
    for (long at = 0; at < bytes; ) {
      chunk.clear().limit((int) Math.min(bytes - at, chunk.capacity()));
      int read = source.read(chunk, at);
      if (read < 0) {
        throw new IOException("the file became shorter while it was copied");
      }
      target.handle().write(chunk.flip(), at);
      at += read;
    }
    target.end(bytes);
  }
}
