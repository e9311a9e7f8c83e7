package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads members back as strictly as can be: UTF-8, one line, valid JSON, no name twice, flat. */
final class ParsedEvent {
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private ParsedEvent() {}

  static Map<String, Object> of(EcsWriter writer) {
    return of(writer.buffer(), writer.length());
  }

  static Map<String, Object> of(JsonWriter writer) {
    return of(writer.bytes(), writer.length());
  }

  static Map<String, Object> of(byte[] members, int length) {
    String text = "{" + strictUtf8(members, length) + "}";
    assertFalse(text.contains("\n") || text.contains("\r"), text);
    try (JsonParser parser = STRICT.createParser(text)) {
      assertEquals(JsonToken.START_OBJECT, parser.nextToken());
      Map<String, Object> parsed = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parsed.put(name, value(parser));
      }
      assertEquals(null, parser.nextToken());
      return parsed;
    } catch (IOException malformed) {
      throw new UncheckedIOException(text, malformed);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.nextToken();
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case START_ARRAY -> texts(parser);
      default -> throw new AssertionError("no such value is ever written: " + token);
    };
  }

  private static List<String> texts(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      assertEquals(JsonToken.VALUE_STRING, parser.currentToken());
      texts.add(parser.getText());
    }
    return texts;
  }

  private static String strictUtf8(byte[] bytes, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException malformed) {
      throw new UncheckedIOException(malformed);
    }
  }
}
