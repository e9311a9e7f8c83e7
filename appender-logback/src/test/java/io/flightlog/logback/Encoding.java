package io.flightlog.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.EcsWriter;
import io.flightlog.encode.WriterPool;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/** Encodes single events as a pipeline does, without one. */
final class Encoding {
  private final WriterPool writers;
  private final LogbackEncoder encoder;

  private Encoding(OptionValues options) {
    PipelineConfig config = PipelineConfig.from(options);
    writers = new WriterPool(new EcsFormat(config, "0123456789abcdef", Map.of()));
    encoder = new LogbackEncoder(config.event().callerData());
  }

  static Encoding withDefaults() {
    return new Encoding(new OptionValues());
  }

  static Encoding with(String option, String text) {
    return new Encoding(new OptionValues().set(option, text));
  }

  /** The JSON object, with its braces; what the encoder throws is handled as in a pipeline. */
  byte[] encode(ILoggingEvent event) {
    EcsWriter out = writers.acquire();
    try {
      out.begin();
      try {
        encoder.encode(event, out);
      } catch (Throwable thrown) {
        out.failed(thrown);
      }
      out.end();
      ByteArrayOutputStream object = new ByteArrayOutputStream();
      object.write('{');
      object.write(out.buffer(), 0, out.length());
      object.write('}');
      return object.toByteArray();
    } finally {
      writers.release(out);
    }
  }
}
