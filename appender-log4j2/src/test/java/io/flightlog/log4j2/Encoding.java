package io.flightlog.log4j2;

import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.EcsWriter;
import io.flightlog.encode.WriterPool;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;

/** Encodes single events as a pipeline does, without one. */
final class Encoding {
  private final WriterPool writers;
  private final Log4jEncoder encoder;

  private Encoding(OptionValues options) {
    PipelineConfig config = PipelineConfig.from(options);
    writers = new WriterPool(new EcsFormat(config, "0123456789abcdef", Map.of()));
    encoder = new Log4jEncoder(config.event().callerData());
  }

  static Encoding withDefaults() {
    return new Encoding(new OptionValues());
  }

  static Encoding with(String option, String text) {
    return new Encoding(new OptionValues().set(option, text));
  }

  /** The JSON object, with its braces; what the encoder throws is handled as in a pipeline. */
  byte[] encode(LogEvent event) {
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
