package io.flightlog.encode;

import io.flightlog.config.EventConfig;
import io.flightlog.config.MdcField;
import io.flightlog.metrics.Printable;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The label names that one pipeline's documents may have. Each becomes a field of the index, for
 * all who write there and as long as the index lives, so an application that makes keys of its
 * users' input must not make one of each: {@code maxLabelNames} of them are admitted, the first
 * that come, and stay; those that the configuration names are admitted besides. Any thread. A
 * writer asks when it meets a name that its own {@link LabelTable} does not have; only a name that
 * nobody has met takes a lock.
 */
final class LabelNames {
  private static final int SHOWN_CHARS = 64;

  private final int max;
  private final Set<String> configured;
  private final Consumer<String> warnings;
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean spoke = new AtomicBoolean();
  private volatile boolean full;

  /**
   * @param warnings takes one sentence when the first name is refused; on the caller's thread
   */
  LabelNames(EventConfig config, Consumer<String> warnings) {
    this.max = config.maxLabelNames();
    this.configured = configured(config);
    this.warnings = warnings;
    this.full = max == 0;
  }

  /**
   * @param name in full, with {@code labels.} or {@code numeric_labels.}
   */
  boolean admits(String name) {
    if (configured.contains(name) || admitted.contains(name)) {
      return true;
    }
    if (!full && admit(name)) {
      return true;
    }
    if (!spoke.get() && spoke.compareAndSet(false, true)) {
      warnings.accept(
          "the application has used "
              + max
              + " label names, as many as maxLabelNames allows; any other is left out and counted"
              + " in labels.flightlog_truncated, such as "
              + Printable.of(name, SHOWN_CHARS));
    }
    return false;
  }

  private boolean admit(String name) {
    synchronized (admitted) {
      if (!full) {
        admitted.add(name);
        full = admitted.size() >= max;
        return true;
      }
      return admitted.contains(name);
    }
  }

  private static Set<String> configured(EventConfig config) {
    Set<String> names = new HashSet<>();
    for (String key : config.mdcInclude()) {
      names.add(LabelTable.TEXT + LabelName.of(key));
    }
    for (MdcField field : config.mdcFields()) {
      names.add(LabelTable.TEXT + LabelName.of(field.name()));
      if (field.type() == MdcField.Type.NUMBER) {
        names.add(LabelTable.NUMERIC + LabelName.of(field.name()));
      }
    }
    return Set.copyOf(names);
  }
}
