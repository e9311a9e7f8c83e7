package io.flightlog.examples.fleet;

import co.elastic.clients.json.JsonData;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One document as found, by the names of document fields. Read from the search's {@code fields},
 * not from {@code _source}: its shape depends on the index mode, theirs does not.
 */
final class FoundEvent {
  private final Map<String, JsonData> fields;

  FoundEvent(Map<String, JsonData> fields) {
    this.fields = fields;
  }

  /** The field's (first) value, or an empty text. */
  String text(String field) {
    JsonData values = fields.get(field);
    return values == null ? "" : values.to(String[].class)[0];
  }

  Instant time() {
    return Instant.parse(text("@timestamp"));
  }

  String instance() {
    return text("service.node.name");
  }

  /** Of a run record. */
  Duration duration() {
    return Duration.ofNanos(Long.parseLong(text("event.duration")));
  }
}
