package io.flightlog.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Picks from documents what the recorder of one instance wrote about itself ({@code event.kind:
 * metric}), and orders it by the number in the id, {@code <instance>~s<number>}: clocks step back.
 * Records without such an id come last, by their time. Not thread-safe.
 */
final class RecorderRecords {

  private record Numbered(long number, String time, JsonNode source) {}

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern NUMBER = Pattern.compile("~s(\\d{1,18})$");

  private final String instance;
  private final List<Numbered> records = new ArrayList<>();

  RecorderRecords(String instance) {
    this.instance = instance;
  }

  /** Any document; what is no record of this instance is left out. */
  void add(String id, JsonNode source) {
    if (source.path("event.kind").asText().equals("metric")
        && source.path("agent.ephemeral_id").asText().equals(instance)) {
      Matcher number = NUMBER.matcher(id);
      records.add(
          new Numbered(
              number.find() ? Long.parseLong(number.group(1)) : Long.MAX_VALUE,
              source.path("@timestamp").asText(),
              source));
    }
  }

  /** The same, with the document as it was sent. */
  void add(String id, byte[] source) {
    try {
      add(id, JSON.readTree(source));
    } catch (IOException e) {
      throw new UncheckedIOException("no JSON: " + id, e);
    }
  }

  List<JsonNode> oldestFirst() {
    return records.stream()
        .sorted(Comparator.comparingLong(Numbered::number).thenComparing(Numbered::time))
        .map(Numbered::source)
        .toList();
  }
}
