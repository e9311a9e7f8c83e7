package io.flightlog.encode;

import io.flightlog.mask.Masker;
import org.jspecify.annotations.Nullable;

/**
 * Which run of a task the event in hand belongs to, as its document says, and whether it is the
 * record of the run's start or end. An id that is hidden, or so long that it might be cut, is none:
 * several runs could share it. Belongs to one writer.
 */
final class RunOfEvent {
  private static final String START = "task-started";
  private static final String END = "task-run";
  private static final int MAX_ID_CHARS = 128;

  private final int maxIdChars;

  /** Of the last event that had one: stored when it changes, not for each event. */
  private String lastId = "";

  private boolean known;
  private boolean start;
  private boolean end;

  /**
   * @param keywordBytes where keywords are cut
   */
  RunOfEvent(int keywordBytes) {
    maxIdChars = Math.min(MAX_ID_CHARS, keywordBytes / JsonText.MAX_BYTES);
  }

  void begin() {
    known = false;
    start = false;
    end = false;
  }

  /** A field of the event was written, with this value. */
  void written(EcsField field, Object value) {
    if (field == EcsField.TASK_RUN_ID) {
      id(value instanceof String text ? text : SafeText.of(value));
    } else if (field == EcsField.EVENT_ACTION) {
      start = START.equals(value);
      end = END.equals(value);
    }
  }

  private void id(String id) {
    known = !id.isEmpty() && id.length() <= maxIdChars && !id.equals(Masker.HIDDEN);
    if (known && !id.equals(lastId)) {
      lastId = id;
    }
  }

  /** Null when it belongs to none that could be counted. */
  @Nullable String id() {
    return known ? lastId : null;
  }

  boolean isStart() {
    return start;
  }

  boolean isEnd() {
    return end;
  }
}
