package io.flightlog.spool;

import io.flightlog.batch.InstanceId;
import io.flightlog.encode.RecorderRecord;
import io.flightlog.metrics.FateReading;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is found of an instance that died: gathered file by file, then told in one record under the
 * id {@code <instance>~d}, so that whoever tells it again tells it to the same document. Disk agent
 * only.
 */
final class Obituary {
  private final Owner owner;
  private final @Nullable InstanceState state;
  private final boolean wasCut;
  private long highest;
  private long secured;
  private long recovered;

  /**
   * @param state what it wrote last, null when that cannot be read
   * @param finder unless the machine has been running ever since, only what was on the medium
   *     counts
   */
  Obituary(Owner owner, @Nullable InstanceState state, Owner.Holder finder) {
    this.owner = owner;
    this.state = state;
    this.wasCut = owner.process().hasOtherBootThan(finder);
    boolean sameBoot = owner.process().hasBootOf(finder);
    this.highest = state == null ? -1 : state.claimed();
    this.secured = state == null ? -1 : sameBoot ? state.written() : state.synced();
  }

  /** Whether what the last state says was written may not be there. */
  boolean knowsLess() {
    return state != null && secured < state.written();
  }

  /** Whether there is anything to tell: it did not close in order. */
  boolean isDue() {
    return (state == null || !state.closed()) && InstanceId.isOne(owner.instance());
  }

  /** A file held these; files come in the order of their sequences. */
  void found(BatchFiles.FoundFile file) {
    recovered += file.events();
    highest = Math.max(highest, file.last());
    if (file.lost() == 0 && file.first() <= secured + 1) {
      secured = Math.max(secured, file.last());
    }
  }

  long recovered() {
    return recovered;
  }

  /** The last state, with what its files added to it. */
  InstanceState state(long generation) {
    InstanceState last = state;
    List<Long> none = Collections.nCopies(InstanceState.SEVERITIES, 0L);
    return new InstanceState(
        generation,
        last != null && last.closed(),
        last == null ? 0 : last.wallMillis(),
        highest,
        secured,
        wasCut ? secured : last == null ? -1 : last.synced(),
        Math.max(last == null ? 0 : last.accepted(), highest + 1),
        last == null ? 0 : last.delivered(),
        last == null ? 0 : last.redirected(),
        last == null ? 0 : last.deadLettered(),
        last == null ? 0 : last.lost(),
        last == null ? none : last.dropped());
  }

  /** The pair of lines, as the instance would have written it. */
  byte[] pair(RecorderRecord record, long nowMillis) {
    InstanceState known = state(0);
    FateReading counts = new FateReading();
    counts.set(
        known.accepted(),
        known.delivered(),
        known.redirected(),
        known.deadLettered(),
        known.lost(),
        known.dropped());
    record.died(nowMillis, counts, highest, secured, recovered);
    String members = new String(record.bytes(), 0, record.length(), StandardCharsets.UTF_8);
    String action =
        "{\"create\":{\"_index\":\""
            + owner.target()
            + "\",\"_id\":\""
            + owner.instance()
            + "~d\"}}\n";
    String document = "{" + members + "," + owner.constants() + "}\n";
    return (action + document).getBytes(StandardCharsets.UTF_8);
  }
}
