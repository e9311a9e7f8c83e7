package io.flightlog.task.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** A place in an answer as a text that can be kept and sent: the sort values, as JSON in Base64. */
final class Place {
  private static final int LONGEST = 4_096;

  private Place() {}

  static String text(List<FieldValue> values) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (FieldValue value : values) {
      if (value.isLong()) {
        array.add(value.longValue());
      } else if (value.isString()) {
        array.add(value.stringValue());
      } else if (value.isNull()) {
        array.addNull();
      } else {
        throw new IllegalStateException("no sort value of these questions: " + value);
      }
    }
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(array.build().toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws IllegalArgumentException if it is no such text
   */
  static List<FieldValue> parse(String text) {
    if (text.length() <= LONGEST) {
      byte[] json = Base64.getUrlDecoder().decode(text);
      try (JsonReader reader =
          Json.createReader(new StringReader(new String(json, StandardCharsets.UTF_8)))) {
        JsonArray array = reader.readArray();
        return array.stream().map(Place::value).toList();
      } catch (JsonException noJson) {
        throw new IllegalArgumentException("no place in an answer: " + text, noJson);
      }
    }
    throw new IllegalArgumentException("no place in an answer: longer than " + LONGEST);
  }

  private static FieldValue value(JsonValue value) {
    if (value instanceof JsonNumber number) {
      return FieldValue.of(number.longValue());
    }
    if (value instanceof JsonString string) {
      return FieldValue.of(string.getString());
    }
    return FieldValue.NULL;
  }
}
