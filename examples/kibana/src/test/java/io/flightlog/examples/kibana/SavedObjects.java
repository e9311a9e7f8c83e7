package io.flightlog.examples.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What is in {@code flightlog.ndjson}. Kibana keeps much of it as texts that are JSON again. */
final class SavedObjects {
  static final Path FILE = Path.of("flightlog.ndjson");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SavedObjects() {}

  static List<JsonNode> all() {
    try {
      return Files.readAllLines(FILE).stream().map(SavedObjects::parsed).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> ofType(String type) {
    return all().stream().filter(object -> object.path("type").asText().equals(type)).toList();
  }

  static JsonNode only(String type) {
    List<JsonNode> found = ofType(type);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " objects of type " + type);
    }
    return found.get(0);
  }

  static String id(JsonNode object) {
    return object.path("id").asText();
  }

  static JsonNode searchSource(JsonNode object) {
    return parsed(object.at("/attributes/kibanaSavedObjectMeta/searchSourceJSON").asText());
  }

  static List<JsonNode> panels(JsonNode dashboard) {
    return elements(parsed(dashboard.at("/attributes/panelsJSON").asText())).toList();
  }

  static List<JsonNode> controls(JsonNode dashboard) {
    JsonNode panels = parsed(dashboard.at("/attributes/controlGroupInput/panelsJSON").asText());
    return elements(panels).toList();
  }

  /** The layers of all Lens panels. */
  static List<LensLayer> lensLayers() {
    List<LensLayer> layers = new ArrayList<>();
    for (JsonNode panel : panels(only("dashboard"))) {
      if (panel.path("type").asText().equals("lens")) {
        layers.addAll(LensLayer.of(panel));
      }
    }
    return layers;
  }

  static Stream<JsonNode> elements(JsonNode parent) {
    return StreamSupport.stream(parent.spliterator(), false);
  }

  static List<String> texts(JsonNode array) {
    return elements(array).map(JsonNode::asText).toList();
  }

  static JsonNode parsed(String json) {
    try {
      return Objects.requireNonNull(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
