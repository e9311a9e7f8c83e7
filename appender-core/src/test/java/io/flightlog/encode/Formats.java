package io.flightlog.encode;

import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import java.util.function.Consumer;

/** Formats of a test's options on a host that is the same everywhere. */
final class Formats {
  private Formats() {}

  static EcsFormat plain() {
    return with(options -> {});
  }

  static EcsFormat with(Consumer<OptionValues> options) {
    return with(options, TraceSource.NONE);
  }

  static EcsFormat with(Consumer<OptionValues> options, TraceSource traces) {
    return new EcsFormat(
        config(options), "0123456789abcdef", new FakeFacts(), traces, warning -> {});
  }

  static PipelineConfig config(Consumer<OptionValues> options) {
    OptionValues values = new OptionValues();
    options.accept(values);
    return PipelineConfig.from(values);
  }

  /** A writer in which an event has begun and has its time. */
  static EcsWriter begun(EcsFormat format) {
    EcsWriter writer = format.newWriter();
    writer.begin();
    writer.timestamp(1_700_000_000, 123_000_000);
    return writer;
  }
}
