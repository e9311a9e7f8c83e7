package io.flightlog.spool;

import io.flightlog.metrics.Severity;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One reading of an instance's counters, as {@code STATE} keeps it: what whoever finds the
 * directory of a dead instance can know about it. Cumulative since start; of the process's own
 * events. Immutable.
 *
 * @param generation the higher, the newer
 * @param closed whether the instance was closed in order
 * @param wallMillis when it was read
 * @param claimed the highest sequence given out, −1 before the first
 * @param written everything up to here met its fate or was in a file
 * @param synced the same, and the file was on the medium: what is left of it after a power cut
 * @param dropped by severity, in the order of the enum
 */
public record InstanceState(
    long generation,
    boolean closed,
    long wallMillis,
    long claimed,
    long written,
    long synced,
    long accepted,
    long delivered,
    long redirected,
    long deadLettered,
    long lost,
    List<Long> dropped) {
  static final int SLOT_BYTES = 512;
  static final int SEVERITIES = Severity.values().length;

  private static final long MAGIC = 0x4554415453474C46L; // "FLGSTATE"
  private static final int CHECKED_BYTES = SLOT_BYTES - 4;

  ByteBuffer encoded() {
    ByteBuffer slot = BatchFormat.buffer(SLOT_BYTES);
    slot.putLong(MAGIC).putLong(generation).putLong(closed ? 1 : 0).putLong(wallMillis);
    slot.putLong(claimed).putLong(written).putLong(synced).putLong(accepted);
    slot.putLong(delivered).putLong(redirected).putLong(deadLettered).putLong(lost);
    dropped.forEach(slot::putLong);
    slot.position(CHECKED_BYTES);
    slot.putInt(checksum(slot));
    return slot.flip();
  }

  /** Null when the slot is empty, torn or of another format. */
  static @Nullable InstanceState decode(ByteBuffer slot) {
    if (slot.limit() < SLOT_BYTES
        || slot.getLong(0) != MAGIC
        || slot.getInt(CHECKED_BYTES) != checksum(slot)) {
      return null;
    }
    slot.position(Long.BYTES);
    long generation = slot.getLong();
    boolean closed = slot.getLong() != 0;
    long wallMillis = slot.getLong();
    long claimed = slot.getLong();
    long written = slot.getLong();
    long synced = slot.getLong();
    long accepted = slot.getLong();
    long delivered = slot.getLong();
    long redirected = slot.getLong();
    long deadLettered = slot.getLong();
    long lost = slot.getLong();
    List<Long> dropped = new ArrayList<>();
    for (int i = 0; i < SEVERITIES; i++) {
      dropped.add(slot.getLong());
    }
    return new InstanceState(
        generation,
        closed,
        wallMillis,
        claimed,
        written,
        synced,
        accepted,
        delivered,
        redirected,
        deadLettered,
        lost,
        dropped);
  }

  private static int checksum(ByteBuffer slot) {
    CRC32C crc = new CRC32C();
    crc.update(slot.duplicate().position(0).limit(CHECKED_BYTES));
    return (int) crc.getValue();
  }
}
