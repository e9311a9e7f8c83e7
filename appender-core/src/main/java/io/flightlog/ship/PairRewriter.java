package io.flightlog.ship;

import io.flightlog.batch.Batch;
import io.flightlog.encode.StrippedDocument;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites pairs of a batch in place, by way of one spare buffer of {@code batch.maxBytes}, which
 * is allocated when first needed. Ship agent only.
 */
final class PairRewriter {
  private static final byte[] END_OF_ID = "\"}}\n".getBytes(StandardCharsets.UTF_8);

  private byte @Nullable [] spare;
  private @Nullable StrippedDocument stripped;

  /**
   * Replaces documents by their stripped form under the same ids, with as much of the originals as
   * the batch has room for.
   *
   * @param refusedTypes the server's error types, one for each index that is set, in order
   */
  void strip(Batch batch, BitSet which, List<String> refusedTypes) {
    int free = batch.body().length - batch.length();
    int share = free / which.cardinality();
    rewrite(batch, which, refusedTypes, share, 1);
  }

  /** The same for a single pair. */
  void strip(Batch batch, int index, String refusedType) {
    strip(batch, only(index), List.of(refusedType));
  }

  /** The same for a single pair that is too large: half of its size is its bound. */
  void shrink(Batch batch, int index, String refusedType) {
    rewrite(batch, only(index), List.of(refusedType), 0, 2);
  }

  private static BitSet only(int index) {
    BitSet which = new BitSet();
    which.set(index);
    return which;
  }

  private void rewrite(
      Batch batch, BitSet which, List<String> refusedTypes, int more, int divisor) {
    byte[] scratch = spare(batch);
    StrippedDocument document = stripped(scratch.length);
    int[] next = {0};
    spare =
        batch.edit(
            which,
            scratch,
            (index, body, start, end, target, offset, limit) -> {
              int documentStart = documentStart(body, start, end);
              int at = copy(body, start, documentStart, target, offset);
              int budget = (end - documentStart) / divisor + more;
              return document.write(
                  body,
                  documentStart,
                  end,
                  refusedTypes.get(next[0]++),
                  Math.min(budget, limit - at),
                  target,
                  at);
            });
  }

  /** Adds a {@code ~} to ids, so that they differ from those of whoever else uses ours. */
  void rename(Batch batch, BitSet which) {
    spare =
        batch.edit(
            which,
            spare(batch),
            (index, body, start, end, target, offset, limit) -> {
              int documentStart = documentStart(body, start, end);
              int idEnd = documentStart - END_OF_ID.length;
              if (limit - offset <= end - start) {
                return copy(body, start, end, target, offset);
              }
              int at = copy(body, start, idEnd, target, offset);
              target[at++] = '~';
              return copy(body, idEnd, end, target, at);
            });
  }

  /** The document of a pair, as text. */
  static String document(Batch batch, int index) {
    int start = documentStart(batch.body(), batch.pairStart(index), batch.pairEnd(index));
    int length = batch.pairEnd(index) - start;
    return new String(batch.body(), start, length, StandardCharsets.UTF_8).stripTrailing();
  }

  private static int copy(byte[] source, int from, int to, byte[] target, int at) {
    System.arraycopy(source, from, target, at, to - from);
    return at + to - from;
  }

  /** Behind the first line feed: there is none within a line. */
  private static int documentStart(byte[] body, int start, int end) {
    for (int i = start; i < end; i++) {
      if (body[i] == '\n') {
        return i + 1;
      }
    }
    return end;
  }

  private byte[] spare(Batch batch) {
    byte[] buffer = spare;
    return buffer == null ? new byte[batch.body().length] : buffer;
  }

  private StrippedDocument stripped(int maxBytes) {
    StrippedDocument document = stripped;
    if (document == null) {
      document = new StrippedDocument(maxBytes);
      stripped = document;
    }
    return document;
  }
}
