package io.flightlog.batch;

import java.nio.charset.StandardCharsets;

/**
 * Writes the pair of lines around an encoded event: the action with {@code _index} and {@code _id},
 * then <code>{"event.sequence":N,</code> the event's own members, the pipeline's constant members,
 * <code>}</code>. The {@code _id} is the instance id and the sequence as 8 characters of a
 * 64-letter alphabet in ASCII order, so that ids sort as the events do, which costs the server
 * nothing. A record about the recorder itself has {@code <instance>~s<number>} and no sequence. One
 * per pipeline; drain agent only, once its thread runs.
 */
public final class EventFrame {
  private static final byte[] ALPHABET =
      bytes("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");
  private static final int SEQUENCE_CHARACTERS = 8;
  private static final byte[] AFTER_ID = bytes("\"}}\n{\"event.sequence\":");
  private static final byte[] AFTER_NO_ID = bytes("\n{\"event.sequence\":");
  private static final byte[] BEFORE_NUMBER = bytes("~s");
  private static final byte[] RECORD_AFTER_ID = bytes("\"}}\n{");
  private static final byte[] RECORD_AFTER_NO_ID = bytes("\n{");
  private static final int MAX_LONG_DIGITS = 19;

  private final String target;
  private final boolean withId;
  private byte[] beforeSequence;
  private byte[] constants;
  private Origin origin;

  /**
   * @param target the data stream or index, validated by its option
   * @param withId false lets Elasticsearch choose ids
   * @param constants members of every document, without braces, not empty
   */
  public EventFrame(String target, InstanceId instance, boolean withId, byte[] constants) {
    this.target = target;
    this.withId = withId;
    this.beforeSequence = beforeSequence(instance);
    this.constants = bytes(",", constants, "}\n");
    this.origin = new Origin(instance, 0);
  }

  /**
   * Writes for another instance from here on.
   *
   * @param constants as long as those before: only the instance id differs
   * @param first the ring's sequence that is 0 for this instance
   */
  void become(InstanceId instance, byte[] constants, long first) {
    this.beforeSequence = beforeSequence(instance);
    this.constants = bytes(",", constants, "}\n");
    this.origin = new Origin(instance, first);
  }

  /** Whose events it writes now. */
  Origin origin() {
    return origin;
  }

  /** What a sequence of the ring is for the instance of now. */
  long ofInstance(long sequence) {
    return origin.ofInstance(sequence);
  }

  private byte[] beforeSequence(InstanceId instance) {
    String action = "{\"create\":{\"_index\":\"" + target + "\"";
    return bytes(withId ? action + ",\"_id\":\"" + instance.value() : action + "}}");
  }

  /** Bytes that {@link #write} needs at most for an event of this many. */
  public int maxBytes(int eventBytes) {
    return beforeSequence.length
        + SEQUENCE_CHARACTERS
        + AFTER_ID.length
        + MAX_LONG_DIGITS
        + 1
        + eventBytes
        + constants.length;
  }

  /**
   * @param ringSequence the sequence of the event's slot
   * @return the offset behind the pair
   */
  int write(byte[] target, int offset, long ringSequence, byte[] event, int length) {
    long sequence = ofInstance(ringSequence);
    int at = put(target, offset, beforeSequence, beforeSequence.length);
    if (withId) {
      at = putSequenceCharacters(target, at, sequence);
      at = put(target, at, AFTER_ID, AFTER_ID.length);
    } else {
      at = put(target, at, AFTER_NO_ID, AFTER_NO_ID.length);
    }
    at = putDecimal(target, at, sequence);
    if (length > 0) {
      target[at++] = ',';
      at = put(target, at, event, length);
    }
    return put(target, at, constants, constants.length);
  }

  /** Bytes that {@link #writeRecord} needs at most for a record of this many. */
  int maxRecordBytes(int recordBytes) {
    return beforeSequence.length
        + BEFORE_NUMBER.length
        + MAX_LONG_DIGITS
        + RECORD_AFTER_ID.length
        + recordBytes
        + constants.length;
  }

  /**
   * @param members of the record, not empty
   * @return the offset behind the pair
   */
  int writeRecord(byte[] target, int offset, long number, byte[] members, int length) {
    int at = put(target, offset, beforeSequence, beforeSequence.length);
    if (withId) {
      at = put(target, at, BEFORE_NUMBER, BEFORE_NUMBER.length);
      at = putDecimal(target, at, number);
      at = put(target, at, RECORD_AFTER_ID, RECORD_AFTER_ID.length);
    } else {
      at = put(target, at, RECORD_AFTER_NO_ID, RECORD_AFTER_NO_ID.length);
    }
    at = put(target, at, members, length);
    return put(target, at, constants, constants.length);
  }

  private static int put(byte[] target, int offset, byte[] source, int length) {
    System.arraycopy(source, 0, target, offset, length);
    return offset + length;
  }

  /**
   * Writes what an id ends with.
   *
   * @return the offset behind it
   */
  public static int putSequenceCharacters(byte[] target, int offset, long sequence) {
    for (int i = 0; i < SEQUENCE_CHARACTERS; i++) {
      int shift = 6 * (SEQUENCE_CHARACTERS - 1 - i);
      target[offset + i] = ALPHABET[(int) (sequence >>> shift) & 63];
    }
    return offset + SEQUENCE_CHARACTERS;
  }

  private static int putDecimal(byte[] target, int offset, long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = offset + digits - 1; i >= offset; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return offset + digits;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String before, byte[] middle, String after) {
    byte[] all = new byte[before.length() + middle.length + after.length()];
    int at = put(all, 0, bytes(before), before.length());
    at = put(all, at, middle, middle.length);
    put(all, at, bytes(after), after.length());
    return all;
  }
}
