package io.flightlog.log4j2;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.status.StatusData;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;

/** What Log4j2's status logger says, from the making of this until {@link #end}. Thread-safe. */
final class StatusLines implements StatusListener {
  private final List<StatusData> said = new CopyOnWriteArrayList<>();

  StatusLines() {
    StatusLogger.getLogger().registerListener(this);
  }

  /** The messages of this level or worse, oldest first. */
  List<String> atLeast(Level level) {
    return said.stream()
        .filter(data -> data.getLevel().isMoreSpecificThan(level))
        .map(data -> data.getMessage().getFormattedMessage())
        .toList();
  }

  @Override
  public void log(StatusData data) {
    said.add(data);
  }

  @Override
  public Level getStatusLevel() {
    return Level.DEBUG;
  }

  /** Hears nothing more. */
  void end() {
    StatusLogger.getLogger().removeListener(this);
  }

  /** Called by the status logger, when it lets go of a listener. */
  @Override
  public void close() {}
}
