package io.flightlog.spool;

/**
 * What a batch file holds, as {@link BatchFileReader} found it. Immutable.
 *
 * @param size of the file in bytes
 * @param createdMillis wall clock; 0 when there is no readable header
 * @param gzip whether its frames are packed
 * @param events of its whole frames
 * @param first {@code event.sequence} of the first event
 * @param last of the last one; less than {@code first} when there is none
 * @param damagedBytes that belong to no whole frame
 * @param tornBytes those of them that lie behind the last whole frame
 * @param lost events that it is known to have held
 * @param counted whether its header says how many events it held, so that {@code lost} is exact
 */
public record FileReport(
    String name,
    Condition condition,
    long size,
    long createdMillis,
    boolean gzip,
    int frames,
    long events,
    long first,
    long last,
    long damagedBytes,
    long tornBytes,
    long lost,
    boolean counted) {

  /** How far it can be read. */
  public enum Condition {
    /** Its header is whole. */
    READABLE,
    /** No bytes: made ahead of its batch. */
    EMPTY,
    /** Nobody can tell what it is: it goes to quarantine when it is taken over. */
    UNREADABLE,
    /** Written by a later version of this library, which alone can read it. */
    NEWER,
    /** Removed while one looked: its events met their fate. */
    GONE
  }

  static FileReport without(String name, Condition condition, long size) {
    long damaged = condition == Condition.UNREADABLE ? size : 0;
    return new FileReport(name, condition, size, 0, false, 0, 0, 0, -1, damaged, damaged, 0, false);
  }

  /** Whether every byte of it can be used. */
  public boolean isSound() {
    return damagedBytes == 0 && lost == 0 && condition != Condition.UNREADABLE;
  }

  /** Whether nothing is wrong but its end: a write that was cut, or is under way. */
  public boolean isOnlyTorn() {
    return !isSound() && damagedBytes == tornBytes;
  }

  /** Whether it is there and holds, or may hold, something. */
  public boolean isWaiting() {
    return condition != Condition.GONE && condition != Condition.EMPTY;
  }

  public boolean hasEvents() {
    return last >= first;
  }
}
