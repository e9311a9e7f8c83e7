package io.flightlog.mission;

import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a hit within an aggregation; null: it has none of that name and type. */
final class HitFields {
  private HitFields() {}

  static @Nullable String text(Hit<JsonData> hit, String field) {
    return first(hit, field) instanceof JsonString text ? text.getString() : null;
  }

  static @Nullable Long number(Hit<JsonData> hit, String field) {
    return first(hit, field) instanceof JsonNumber number ? number.longValue() : null;
  }

  static @Nullable Instant instant(Hit<JsonData> hit, String field) {
    String text = text(hit, field);
    return text == null ? null : Instant.parse(text);
  }

  private static @Nullable JsonValue first(Hit<JsonData> hit, String field) {
    JsonData values = hit.fields().get(field);
    return values != null && values.toJson() instanceof JsonArray array && !array.isEmpty()
        ? array.get(0)
        : null;
  }
}
