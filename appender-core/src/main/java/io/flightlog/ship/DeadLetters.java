package io.flightlog.ship;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The dead letters of one pipeline, the newest {@value #MAX_LETTERS} of them and at most {@value
 * #MAX_CHARS} characters of documents; older ones make room and are counted. All are counted in the
 * pipeline's statistics. The ship agent adds, any thread reads.
 */
public final class DeadLetters {
  static final int MAX_LETTERS = 1000;
  static final int MAX_CHARS = 1 << 20;

  private final ArrayDeque<DeadLetter> letters = new ArrayDeque<>();
  private int chars;
  private long evicted;
  private volatile Consumer<DeadLetter> listener = letter -> {};

  /**
   * Who hears of each new letter, instead of whoever did before. Called on the pipeline's ship
   * thread: it must return soon; what it throws is swallowed.
   */
  public void onArrival(Consumer<DeadLetter> consumer) {
    listener = consumer;
  }

  /** A copy, oldest first. */
  public synchronized List<DeadLetter> list() {
    return new ArrayList<>(letters);
  }

  /** Takes all out, oldest first. */
  public synchronized List<DeadLetter> drain() {
    List<DeadLetter> all = new ArrayList<>(letters);
    letters.clear();
    chars = 0;
    return all;
  }

  /** Letters that made room for newer ones, and are gone. */
  public synchronized long evicted() {
    return evicted;
  }

  void add(DeadLetter letter) {
    keep(letter);
    try {
      listener.accept(letter);
    } catch (Throwable ofTheHost) {
      // the letter is kept and counted all the same
    }
  }

  private synchronized void keep(DeadLetter letter) {
    letters.addLast(letter);
    chars += letter.document().length();
    while (letters.size() > 1 && (letters.size() > MAX_LETTERS || chars > MAX_CHARS)) {
      chars -= letters.removeFirst().document().length();
      evicted++;
    }
  }
}
