package io.flightlog.spool;

import io.flightlog.config.OptionValues;
import java.util.Random;

/** What every life of the model begins with. Stateless. */
final class ModelSettings {
  private ModelSettings() {}

  /** The first bits of a {@link Random} say little when its seeds are near each other. */
  static Random random(long seed) {
    return new Random(seed * 0x9E3779B97F4A7C15L);
  }

  static OptionValues options(String durability) {
    return new OptionValues()
        .set("durability", durability)
        .set("spool.directory", ModelWorld.ROOT.toString())
        .set("spool.after", "1 s")
        .set("setup", "off")
        .set("compression", "none")
        .set("batch.linger", "50 ms")
        .set("retry.initialBackoff", "1 ms")
        .set("retry.maxBackoff", "1 s")
        .set("requestTimeout", "5 s")
        .set("statusInterval", "10 s");
  }
}
