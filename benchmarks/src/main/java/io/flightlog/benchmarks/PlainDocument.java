package io.flightlog.benchmarks;

import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.EcsWriter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A whole document as Flightlog sends it, but for its sequence. */
final class PlainDocument {
  private PlainDocument() {}

  /** Of {@link DocumentKind#WORKLOAD}, on one line. */
  static byte[] workload() {
    OptionValues options = new OptionValues();
    options.set("url", "http://127.0.0.1:9200");
    EcsFormat format = new EcsFormat(PipelineConfig.from(options), "0123456789abcdef", Map.of());
    EcsWriter out = format.newWriter();
    DocumentKind.WORKLOAD.encode(out, 0);
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    document.write('{');
    document.write(out.buffer(), 0, out.length());
    document.write(',');
    document.writeBytes(format.constants());
    document.writeBytes("}".getBytes(StandardCharsets.US_ASCII));
    return document.toByteArray();
  }
}
