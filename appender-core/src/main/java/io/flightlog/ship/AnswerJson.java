package io.flightlog.ship;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/** Opens the body of an answer as JSON: unpacked when it is gzip, bounded in depth and size. */
final class AnswerJson {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(64)
                  .maxStringLength(8 << 20)
                  .maxDocumentLength(256L << 20)
                  .build())
          .build();

  private AnswerJson() {}

  static JsonParser parse(HttpAnswer answer) throws IOException {
    byte[] body = answer.body();
    InputStream plain = new ByteArrayInputStream(body, 0, answer.length());
    boolean isGzip = answer.length() > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
    return JSON.createParser(isGzip ? new GZIPInputStream(plain, 4096) : plain);
  }

  /** Whether the body is one JSON object, read to its end. */
  static boolean isObject(HttpAnswer answer) {
    try (JsonParser parser = parse(answer)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (IOException notJson) {
      return false;
    }
  }

  /** The value of the first member of that name, at any depth, that is a whole number. */
  static OptionalLong findNumber(HttpAnswer answer, String name) {
    try (JsonParser parser = parse(answer)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_INT && name.equals(parser.currentName())) {
          return OptionalLong.of(parser.getLongValue());
        }
      }
    } catch (IOException notJson) {
      return OptionalLong.empty();
    }
    return OptionalLong.empty();
  }
}
