package io.flightlog.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code STATE}: two slots, written in turn, so that one of them is whole whenever the
 * process or the machine stops. Never forced: a state from before the last force is as true, only
 * older. Disk agent only.
 */
final class StateFile {
  private static final int SLOT_DISTANCE = 4096;

  private final Storage.Handle handle;
  private long generation;

  StateFile(Storage.Handle handle) {
    this.handle = handle;
  }

  /** The newer of the slots that are whole, or null. */
  @Nullable InstanceState read() throws IOException {
    InstanceState newest = null;
    for (int slot = 0; slot < 2; slot++) {
      ByteBuffer bytes = BatchFormat.buffer(InstanceState.SLOT_BYTES);
      while (bytes.hasRemaining()) {
        if (handle.read(bytes, (long) slot * SLOT_DISTANCE + bytes.position()) < 0) {
          break;
        }
      }
      InstanceState state = InstanceState.decode(bytes.flip());
      if (state != null && (newest == null || state.generation() > newest.generation())) {
        newest = state;
      }
    }
    generation = newest == null ? 0 : newest.generation();
    return newest;
  }

  /** What the next state must be numbered. */
  long nextGeneration() {
    return generation + 1;
  }

  void write(InstanceState state) throws IOException {
    handle.write(state.encoded(), (state.generation() & 1) * SLOT_DISTANCE);
    generation = state.generation(); // a slot that may be torn is written again, not the whole one
  }

  void close() throws IOException {
    handle.close();
  }
}
