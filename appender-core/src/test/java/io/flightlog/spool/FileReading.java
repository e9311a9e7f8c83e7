package io.flightlog.spool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.batch.Batch;
import io.flightlog.batch.BatchFiller;
import io.flightlog.batch.BatchPool;
import io.flightlog.spool.BatchFormat.HeaderCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads batch files as the spool does, one after the other with the same buffers. */
final class FileReading {
  /**
   * What came of a file.
   *
   * @param pairs as they would be sent
   */
  record Result(HeaderCheck check, List<String> pairs, long lost, long skipped) {
    static final Result UNREADABLE = new Result(HeaderCheck.UNREADABLE, List.of(), 0, 0);
  }

  private final FrameCursor cursor = new FrameCursor();
  private final FramePayload payload = new FramePayload();
  private final BatchPool pool = new BatchPool(1, 4 << 20, 10_000);

  Result read(byte[] bytes) throws IOException {
    return read(new BytesHandle(bytes));
  }

  Result read(Storage.Handle file) throws IOException {
    HeaderCheck check = cursor.open(file);
    if (check != HeaderCheck.OK) {
      return new Result(check, List.of(), 0, 0);
    }
    Batch batch = pool.acquire(0);
    try {
      BatchFiller filler = new BatchFiller(batch);
      filler.begin(batch, 0, 0, 0);
      while (cursor.next()) {
        payload.plain(cursor, filler::take);
        assertTrue(filler.endFrame(), "a whole frame has whole pairs");
      }
      assertEquals(cursor.events(), batch.eventCount());
      return new Result(check, pairs(batch), cursor.lostEvents(), cursor.skippedBytes());
    } finally {
      pool.release(batch);
    }
  }

  static List<String> pairs(Batch batch) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < batch.pairCount(); i++) {
      int start = batch.pairStart(i);
      int length = batch.pairEnd(i) - start;
      pairs.add(new String(batch.body(), start, length, StandardCharsets.UTF_8));
    }
    return pairs;
  }
}
