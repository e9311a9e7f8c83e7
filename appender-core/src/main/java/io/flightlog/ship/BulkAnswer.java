package io.flightlog.ship;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What one answer said: a status per item, the error types of those that failed, and the reasons of
 * the first few. Filled by {@link BulkAnswerReader}, reused for each answer; ship agent only.
 * Reasons are in the form that may be shown, see {@link ErrorReason}.
 */
final class BulkAnswer {
  static final int MAX_REASONS = 64;

  private int[] statuses = new int[1024];
  private @Nullable String[] types = new @Nullable String[1024];
  private final @Nullable String[] reasons = new @Nullable String[MAX_REASONS];
  private final int[] reasonItems = new int[MAX_REASONS];
  private final BitSet redirected = new BitSet();
  private int reasonCount;
  private int itemCount;
  private @Nullable String wholeType;
  private @Nullable String wholeReason;

  int itemCount() {
    return itemCount;
  }

  /** 0 when the item had none. */
  int status(int item) {
    return statuses[item];
  }

  @Nullable String errorType(int item) {
    return types[item];
  }

  /** Whether the failure store took the document. */
  boolean isRedirected(int item) {
    return redirected.get(item);
  }

  /** Kept for the first {@value #MAX_REASONS} items that gave one, null for others. */
  @Nullable String errorReason(int item) {
    for (int i = 0; i < reasonCount; i++) {
      if (reasonItems[i] == item) {
        return reasons[i];
      }
    }
    return null;
  }

  boolean hasRoomForReason() {
    return reasonCount < MAX_REASONS;
  }

  /** Type and reason of an error of the whole request, in words; empty when it named none. */
  String wholeError() {
    if (wholeType == null) {
      return wholeReason == null ? "" : wholeReason;
    }
    return wholeReason == null ? wholeType : wholeType + ": " + wholeReason;
  }

  void clear() {
    Arrays.fill(types, 0, itemCount, null);
    Arrays.fill(reasons, 0, reasonCount, null);
    redirected.clear();
    reasonCount = 0;
    itemCount = 0;
    wholeType = null;
    wholeReason = null;
  }

  /** Of an empty answer: so many items of status 201. */
  void allCreated(int items) {
    ensure(items);
    Arrays.fill(statuses, 0, items, 201);
    itemCount = items;
  }

  private void ensure(int items) {
    if (items > statuses.length) {
      int length = Math.max(items, statuses.length * 2);
      statuses = Arrays.copyOf(statuses, length);
      types = Arrays.copyOf(types, length);
    }
  }

  void addItem(int status, @Nullable String type, @Nullable String reason, boolean inFailureStore) {
    ensure(itemCount + 1);
    statuses[itemCount] = status;
    types[itemCount] = type;
    redirected.set(itemCount, inFailureStore);
    if (reason != null && hasRoomForReason()) {
      reasons[reasonCount] = reason;
      reasonItems[reasonCount] = itemCount;
      reasonCount++;
    }
    itemCount++;
  }

  /** Type of an error of the whole request, empty when it named none. */
  String wholeErrorType() {
    return wholeType == null ? "" : wholeType;
  }

  /**
   * Whether the whole request was refused for its bytes, in the words of indexing pressure or of a
   * circuit breaker. A full queue, or a proxy that limits the rate, answers 429 too, and there
   * smaller requests, which are more of them, would make it worse.
   */
  boolean isAboutBytes() {
    return "circuit_breaking_exception".equals(wholeType)
        || (wholeReason != null
            && (wholeReason.contains("coordinating operation")
                || wholeReason.contains("primary operation")));
  }

  /** Status, type and reason of an item, in words. */
  String describe(int item) {
    String type = errorType(item);
    String reason = errorReason(item);
    return status(item) + (type == null ? "" : " " + type) + (reason == null ? "" : ": " + reason);
  }

  void wholeError(@Nullable String type, @Nullable String reason) {
    wholeType = type;
    wholeReason = reason;
  }
}
