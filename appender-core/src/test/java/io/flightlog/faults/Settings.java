package io.flightlog.faults;

import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The options of a pipeline with a disk that is small, and quick to notice what happens; to close
 * takes it as long as a slow machine needs, unless nobody answers.
 */
final class Settings {
  private final Map<String, String> values = new TreeMap<>();

  private Settings() {}

  static Settings of(URI url, Path directory, String durability) {
    return new Settings()
        .with("url", url.toString())
        .with("durability", durability)
        .with("spool.directory", directory.toString())
        .with("maxEventBytes", "16 KiB")
        .with("queue.slots", "1024")
        .with("queue.maxWait", "1 min")
        .with("batch.maxBytes", "128 KiB")
        .with("batch.poolBytes", "2 MiB")
        .with("batch.linger", "20 ms")
        .with("requestTimeout", "2 s")
        .with("retry.initialBackoff", "1 ms")
        .with("retry.maxBackoff", "50 ms")
        .with("spool.fsyncInterval", "50 ms")
        .with("shutdownTimeout", "1 min");
  }

  Settings with(String name, String value) {
    values.put(name, value);
    return this;
  }

  Settings with(Settings more) {
    values.putAll(more.values);
    return this;
  }

  static Settings none() {
    return new Settings();
  }

  Map<String, String> values() {
    return values;
  }

  PipelineConfig config() {
    return PipelineConfig.from(OptionValues.of(values));
  }
}
