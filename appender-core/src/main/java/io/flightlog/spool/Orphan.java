package io.flightlog.spool;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A directory that was taken over, on its way to be emptied: first its files are looked through,
 * then sent, then what is known of its instance is told, then it is removed. Disk agent only.
 */
final class Orphan {
  private final SpoolDirectory directory;
  private final Deque<String> names;
  private final Obituary obituary;
  private boolean told;
  private boolean leftAlone;
  private boolean unfinished;

  Orphan(SpoolDirectory directory, Iterable<String> names, Obituary obituary) {
    this.directory = directory;
    this.names = new ArrayDeque<>();
    names.forEach(this.names::add);
    this.obituary = obituary;
  }

  SpoolDirectory directory() {
    return directory;
  }

  /** Names of batch files that have not been looked at, in order. */
  Deque<String> names() {
    return names;
  }

  Obituary obituary() {
    return obituary;
  }

  boolean isTold() {
    return told;
  }

  void told() {
    told = true;
  }

  /**
   * Once all files were looked at: from here on they vanish as their events arrive, so whoever
   * comes after this process could not find out again what was there.
   */
  void note() throws IOException {
    directory.state().write(obituary.state(directory.state().nextGeneration()));
  }

  /** Something could not be done now, and may be later: it is let go of, and found again. */
  void leaveUnfinished() {
    unfinished = true;
  }

  boolean isUnfinished() {
    return unfinished;
  }

  /** Something in it must not be touched, so the directory stays. */
  void leaveAlone() {
    leftAlone = true;
  }

  boolean isLeftAlone() {
    return leftAlone;
  }

  /** Whether all its files were looked at and met their fate. */
  boolean isEmptied() {
    return names.isEmpty() && directory.files() == 0;
  }
}
