package io.flightlog.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.ship.BuggyBulkClients;
import io.flightlog.ship.BulkClient;
import io.flightlog.spool.ForwardingStorage.ForwardingHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bugs that other buffers have had, put in on purpose: the model catches each. */
class SpoolSeededBugsTest {
  private static final int SEEDS = 300;

  @TempDir private Path directory;

  @Test
  void aDirectoryThatIsNeverForcedIsCaught() {
    assertStorageIsCaught(
        sound ->
            new ForwardingStorage(sound) {
              @Override
              public void forceDirectory(Path path) {}
            },
        "lacks");
  }

  @Test
  void aFileThatIsNeverForcedIsCaught() {
    assertHandleIsCaught(
        sound ->
            new ForwardingHandle(sound) {
              @Override
              public void force() {}
            },
        "lacks");
  }

  @Test
  void aForceThatIsRepeatedOnTheSameDescriptorIsCaught() {
    assertHandleIsCaught(
        sound ->
            new ForwardingHandle(sound) {
              @Override
              public void force() throws IOException {
                try {
                  sound.force();
                } catch (IOException failed) {
                  sound.force();
                }
              }
            },
        "lacks");
  }

  @Test
  void aWriteThatHidesItsFailureIsCaught() {
    assertHandleIsCaught(
        sound ->
            new ForwardingHandle(sound) {
              @Override
              public void write(ByteBuffer source, long position) {
                try {
                  sound.write(source, position);
                } catch (IOException nobodyKnows) {
                  source.position(source.limit());
                }
              }
            },
        "lacks");
  }

  @Test
  void aFileThatIsRemovedOnceItWasReadIsCaught() {
    assertStorageIsCaught(
        storage ->
            new ForwardingStorage(storage) {
              @Override
              public Handle open(Path file) throws IOException {
                return new ForwardingHandle(storage.open(file)) {
                  @Override
                  public void close() throws IOException {
                    super.close();
                    if (SpoolLayout.isBatch(file.toString())) {
                      storage.delete(file);
                    }
                  }
                };
              }
            },
        "lacks");
  }

  @Test
  void aLockFileThatIsOpenedToLookAtItsSizeIsCaught() {
    assertStorageIsCaught(
        sound ->
            new ForwardingStorage(sound) {
              @Override
              public long size(Path file) throws IOException {
                if (!sound.exists(file)) {
                  return 0;
                }
                try (Handle handle = sound.open(file)) {
                  return handle.size();
                }
              }
            },
        "the lock of");
  }

  @Test
  void aLockThatEverybodyGetsIsCaught() {
    assertStorageIsCaught(
        sound ->
            new ForwardingStorage(sound) {
              @Override
              public Claim tryLock(Path file) throws IOException {
                Claim claim = sound.tryLock(file);
                return claim == null ? () -> {} : claim;
              }
            },
        "");
  }

  @Test
  void anAnswerOf200ThatIsTakenForAllItsItemsIsCaught() {
    assertClientIsCaught(BuggyBulkClients::acknowledgeOn200, "lacks");
  }

  @Test
  void anUnreadableAnswerThatIsTakenForAGoodOneIsCaught() {
    assertClientIsCaught(BuggyBulkClients::dropOnUnparsable, "lacks");
  }

  @Test
  void aNewIdForEachRetryIsCaught() {
    assertClientIsCaught(BuggyBulkClients::newIdPerRetry, "the document");
  }

  @Test
  void aStopThatDoesNotSpillIsCaught() {
    assertCaught(
        new ModelBug() {
          @Override
          boolean spillsAtClose() {
            return false;
          }
        },
        "closed with");
  }

  @Test
  void aChecksumThatDoesNotCoverTheLengthsIsCaught() {
    assertEquals(List.of(), bitsThatMayFlip(new BatchFormat()));
    BatchFormat payloadOnly =
        new BatchFormat() {
          @Override
          void begin(long salt, FrameHeader frame) {
            super.begin(salt, new FrameHeader(1, 1, 0, 0, 0, 0));
          }
        };
    assertFalse(bitsThatMayFlip(payloadOnly).isEmpty());
  }

  /** Bits of a frame's header that can change without anybody noticing. */
  private static List<Integer> bitsThatMayFlip(BatchFormat format) {
    byte[] payload = "{\"create\":{}}\n{\"event.sequence\":7}\n".getBytes(US_ASCII);
    FrameHeader frame = new FrameHeader(payload.length, payload.length, 1, 7, 7, 0);
    byte[] header = new byte[BatchFormat.FRAME_HEADER_BYTES];
    ByteBuffer written = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    format.putFrameHeader(written, 42, frame, payload, 0, payload.length);
    List<Integer> unnoticed = new ArrayList<>();
    for (int bit = 0; bit < BatchFormat.FRAME_HEADER_BYTES * 8; bit++) {
      byte[] flipped = header.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      ByteBuffer bytes = BatchFormat.buffer(flipped.length).put(flipped).flip();
      FrameHeader read = BatchFormat.frameHeader(bytes, 0);
      format.begin(42, read);
      int length = Math.max(0, Math.min(payload.length, read.storedLength()));
      format.update(ByteBuffer.wrap(payload, 0, length));
      if (read.isPlausible(payload.length + BatchFormat.FRAME_HEADER_BYTES)
          && format.isChecksum(read)) {
        unnoticed.add(bit);
      }
    }
    return unnoticed;
  }

  @Test
  void aChannelThatStaysClosedAfterAnInterruptIsCaught() throws IOException {
    Storage.Handle sound = new DiskStorage().create(directory.resolve("sound"));
    assertTrue(survivesAnInterrupt(sound));
    FileChannel channel =
        FileChannel.open(
            directory.resolve("unsound"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Storage.Handle unsound =
        new ForwardingHandle(sound) {
          @Override
          public void write(ByteBuffer source, long position) throws IOException {
            try {
              channel.write(source, position);
            } catch (ClosedByInterruptException swallowed) {
              source.position(source.limit());
            }
          }
        };
    assertThrows(IOException.class, () -> survivesAnInterrupt(unsound));
    sound.close();
  }

  private static boolean survivesAnInterrupt(Storage.Handle handle) throws IOException {
    Thread.currentThread().interrupt();
    try {
      handle.write(ByteBuffer.wrap(new byte[] {1}), 0);
    } finally {
      Thread.interrupted();
    }
    handle.write(ByteBuffer.wrap(new byte[] {2}), 1);
    return handle.size() == 2;
  }

  private static void assertStorageIsCaught(UnaryOperator<Storage> bug, String by) {
    assertStorageIsCaught(bug, false, by);
  }

  private static void assertStorageIsCaught(
      UnaryOperator<Storage> bug, boolean withFaults, String by) {
    assertCaught(
        new ModelBug() {
          @Override
          Storage storage(Storage sound) {
            return bug.apply(sound);
          }

          @Override
          boolean needsFaults() {
            return withFaults;
          }
        },
        by);
  }

  private static void assertHandleIsCaught(UnaryOperator<Storage.Handle> bug, String by) {
    assertStorageIsCaught(
        sound ->
            new ForwardingStorage(sound) {
              @Override
              Handle handle(Path file, Handle handle) {
                return bug.apply(handle);
              }
            },
        true,
        by);
  }

  private static void assertClientIsCaught(UnaryOperator<BulkClient> bug, String by) {
    assertCaught(
        new ModelBug() {
          @Override
          BulkClient client(BulkClient sound) {
            return bug.apply(sound);
          }
        },
        by);
  }

  /**
   * @param by part of what the oracle says
   */
  private static void assertCaught(ModelBug bug, String by) {
    for (long seed = 0; seed < SEEDS; seed++) {
      if (SpoolModel.run(seed, bug).violations().toString().contains(by)) {
        return;
      }
    }
    throw new AssertionError("not caught by the first " + SEEDS + " seeds");
  }
}
