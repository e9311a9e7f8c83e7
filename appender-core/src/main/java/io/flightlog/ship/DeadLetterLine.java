package io.flightlog.ship;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A dead letter as one line of JSON, with its document as it was, for a file. Stateless. */
final class DeadLetterLine {
  private static final JsonFactory JSON = new JsonFactory();

  private DeadLetterLine() {}

  static String of(DeadLetter letter) {
    StringWriter line = new StringWriter(letter.document().length() + 256);
    try (JsonGenerator out = JSON.createGenerator(line)) {
      out.writeStartObject();
      out.writeStringField("refused_at", letter.refusedAt().toString());
      out.writeNumberField("sequence", letter.sequence());
      out.writeNumberField("status", letter.status());
      out.writeStringField("error_type", letter.errorType());
      out.writeStringField("reason", letter.reason());
      out.writeFieldName("document");
      out.writeRawValue(letter.document());
      out.writeEndObject();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return line.toString();
  }
}
