package io.flightlog.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what was said, for tests. */
public final class RecordedDiagnostics implements Diagnostics {
  private final List<String> infos = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();

  @Override
  public void info(String message) {
    infos.add(message);
  }

  @Override
  public void warn(String message, @Nullable Throwable cause) {
    warnings.add(message);
  }

  @Override
  public void error(String message, @Nullable Throwable cause) {
    errors.add(message);
  }

  public List<String> infos() {
    return infos;
  }

  public List<String> warnings() {
    return warnings;
  }

  public List<String> errors() {
    return errors;
  }
}
