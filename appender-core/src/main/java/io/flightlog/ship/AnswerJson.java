package io.flightlog.ship;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Opens the body of an answer as JSON: unpacked when it is gzip, bounded in size, depth and names.
 */
final class AnswerJson {
  /** A longer answer is too long, as is one of more than {@link HttpAnswer#MAX_BYTES} packed. */
  static final int MAX_UNPACKED_BYTES = 16 << 20;

  /** 5000 refused documents, with their causes, have 70,000. */
  static final int MAX_NAMES = 100_000;

  private static final int MAX_DEPTH = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_UNPACKED_BYTES)
                  .maxDocumentLength(MAX_UNPACKED_BYTES)
                  .build())
          .build();

  private AnswerJson() {}

  /**
   * The parser fails with a {@link com.fasterxml.jackson.core.exc.StreamConstraintsException} where
   * the answer passes a bound.
   */
  static JsonParser parse(HttpAnswer answer) throws IOException {
    byte[] body = answer.body();
    int length = answer.length();
    return new BoundedNames(
        JSON.createParser(
            GzipBody.isGzip(body, length)
                ? new GzipBody(body, length)
                : new ByteArrayInputStream(body, 0, length)),
        MAX_NAMES);
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
