package io.flightlog.examples.kibana;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.LogPipeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What Kibana would stumble over, held against its sources: the schemas of its types of saved
 * objects, and how references are named.
 */
class SavedObjectsTest {
  private static final String DATA_VIEW = "index-pattern";
  private static final String LAYER_REFERENCE = "indexpattern-datasource-layer-";
  private static final int COLUMNS_OF_A_DASHBOARD = 48;

  /** An import lifts an earlier version to Kibana's own, and refuses a later one. */
  private static final Map<String, String> VERSIONS =
      Map.of(DATA_VIEW, "8.0.0", "search", "10.5.0", "dashboard", "10.2.0");

  /** Those that 8.19 and 9 both know, in types that refuse any other. */
  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.of(
          DATA_VIEW,
          Set.of("allowNoIndex", "fieldFormatMap", "fields", "name", "timeFieldName", "title"),
          "search",
          Set.of(
              "columns",
              "description",
              "grid",
              "hideChart",
              "isTextBasedQuery",
              "kibanaSavedObjectMeta",
              "sort",
              "timeRestore",
              "title",
              "usesAdHocDataView"),
          "dashboard",
          Set.of(
              "controlGroupInput",
              "description",
              "kibanaSavedObjectMeta",
              "optionsJSON",
              "panelsJSON",
              "refreshInterval",
              "timeFrom",
              "timeRestore",
              "timeTo",
              "title",
              "version"));

  /** The part of KQL that says the same as a Lucene query string. */
  private static final String TEXT = "\"[^\"*\\\\]+\"";

  private static final String TERM =
      "([a-z_.]+):(\\*|" + TEXT + "|\\(" + TEXT + "( OR " + TEXT + ")+\\))";
  private static final Pattern QUERY = Pattern.compile(TERM + "( AND " + TERM + ")*");

  @Test
  void eachObjectIsOneThatKibanasImportTakes() {
    Set<String> ids = new HashSet<>();
    for (JsonNode object : SavedObjects.all()) {
      String id = SavedObjects.id(object);
      String type = object.path("type").asText();
      assertTrue(id.startsWith("flightlog-"), id);
      assertTrue(ids.add(id), id);
      assertEquals("8.8.0", object.path("coreMigrationVersion").asText(), id);
      assertEquals(VERSIONS.get(type), object.path("typeMigrationVersion").asText(), id);
      assertEquals(ATTRIBUTES.get(type), names(object.path("attributes")), id);
    }
    assertEquals(6, ids.size());
  }

  @Test
  void eachReferenceLeadsToAnObjectOfTheFile() {
    Set<String> there = new HashSet<>();
    SavedObjects.all().forEach(object -> there.add(target(object)));
    for (JsonNode object : SavedObjects.all()) {
      for (JsonNode reference : object.path("references")) {
        assertTrue(there.contains(target(reference)), reference::toString);
      }
    }
  }

  @Test
  void whatIsReferredToIsDeclaredAndWhatIsDeclaredIsReferredTo() {
    for (JsonNode object : SavedObjects.all()) {
      assertEquals(uses(object), declared(object), () -> SavedObjects.id(object));
    }
  }

  private static Set<String> uses(JsonNode object) {
    Set<String> uses = new TreeSet<>();
    switch (object.path("type").asText()) {
      case "search" -> uses.add(SavedObjects.searchSource(object).path("indexRefName").asText());
      case "dashboard" -> {
        SavedObjects.panels(object).forEach(panel -> uses.addAll(usesOfPanel(panel)));
        for (JsonNode control : SavedObjects.controls(object)) {
          uses.add(
              "controlGroup_" + control.at("/explicitInput/id").asText() + ":optionsListDataView");
        }
      }
      default -> {}
    }
    return uses;
  }

  private static Set<String> usesOfPanel(JsonNode panel) {
    String index = panel.path("panelIndex").asText();
    Set<String> uses = new TreeSet<>();
    if (panel.has("panelRefName")) {
      uses.add(index + ":" + panel.path("panelRefName").asText());
    }
    Set<String> inside = new TreeSet<>();
    for (LensLayer layer : LensLayer.of(panel)) {
      inside.add(LAYER_REFERENCE + layer.id());
    }
    assertEquals(inside, declared(panel.at("/embeddableConfig/attributes")), index);
    inside.forEach(name -> uses.add(index + ":" + name));
    assertEquals(1, uses.size(), index);
    return uses;
  }

  private static Set<String> declared(JsonNode object) {
    Set<String> declared = new TreeSet<>();
    object.path("references").forEach(reference -> declared.add(reference.path("name").asText()));
    return declared;
  }

  @Test
  void panelsLieSideBySide() {
    Set<String> taken = new HashSet<>();
    Set<String> indexes = new HashSet<>();
    for (JsonNode panel : SavedObjects.panels(SavedObjects.only("dashboard"))) {
      JsonNode grid = panel.path("gridData");
      String index = panel.path("panelIndex").asText();
      assertTrue(indexes.add(index), index);
      assertEquals(index, grid.path("i").asText());
      int right = grid.path("x").asInt() + grid.path("w").asInt();
      assertTrue(right <= COLUMNS_OF_A_DASHBOARD, index);
      for (int x = grid.path("x").asInt(); x < right; x++) {
        for (int y = grid.path("y").asInt();
            y < grid.path("y").asInt() + grid.path("h").asInt();
            y++) {
          assertTrue(taken.add(x + "," + y), index + " lies on another panel");
        }
      }
    }
  }

  @Test
  void eachLensPanelShowsTheColumnsThatItHas() {
    for (LensLayer layer : SavedObjects.lensLayers()) {
      String title = layer.title();
      assertEquals(layer.columns().keySet(), new LinkedHashSet<>(layer.columnOrder()), title);
      assertEquals(layer.columns().keySet(), shown(layer), title);
      List<String> bucketsFirst = new ArrayList<>(layer.buckets());
      bucketsFirst.addAll(layer.metrics());
      assertEquals(bucketsFirst, layer.columnOrder(), title);
      for (String bucket : layer.buckets()) {
        String order = layer.orderColumn(bucket);
        assertTrue(order.isEmpty() || layer.metrics().contains(order), title);
      }
    }
  }

  /** The columns that the visualization of a layer names. */
  private static Set<String> shown(LensLayer layer) {
    JsonNode visualization = layer.visualization();
    Set<String> shown = new HashSet<>();
    List<JsonNode> places = new ArrayList<>(List.of(visualization));
    visualization.path("layers").forEach(places::add);
    visualization.path("columns").forEach(places::add);
    Set<String> layers = new HashSet<>();
    for (JsonNode place : places) {
      for (String name : List.of("metricAccessor", "xAccessor", "splitAccessor", "columnId")) {
        if (place.has(name)) {
          shown.add(place.path(name).asText());
        }
      }
      shown.addAll(SavedObjects.texts(place.path("accessors")));
      if (place.has("layerId")) {
        layers.add(place.path("layerId").asText());
      }
    }
    assertEquals(Set.of(layer.id()), layers, layer.title());
    return shown;
  }

  @Test
  void eachFieldIsInTheIndexTemplate() throws IOException {
    Set<String> fields = new TreeSet<>();
    for (JsonNode search : SavedObjects.ofType("search")) {
      fields.addAll(SavedObjects.texts(search.at("/attributes/columns")));
      search.at("/attributes/sort").forEach(sort -> fields.add(sort.path(0).asText()));
    }
    for (JsonNode control : SavedObjects.controls(SavedObjects.only("dashboard"))) {
      fields.add(control.at("/explicitInput/fieldName").asText());
    }
    SavedObjects.lensLayers().forEach(layer -> fields.addAll(layer.fields()));
    queries().forEach(query -> fields.addAll(fieldsOf(query)));
    JsonNode view = SavedObjects.only(DATA_VIEW).path("attributes");
    fields.add(view.path("timeFieldName").asText());
    fields.addAll(names(SavedObjects.parsed(view.path("fieldFormatMap").asText())));

    JsonNode mappings = mappings();
    for (String field : fields) {
      String path = "/properties/" + field.replace(".", "/properties/") + "/type";
      assertTrue(mappings.at(path).isTextual(), field);
    }
  }

  private static JsonNode mappings() throws IOException {
    try (InputStream in = LogPipeline.class.getResourceAsStream("ship/index-mappings.json")) {
      assertNotNull(in);
      return SavedObjects.parsed(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** So that the text that is run on a real Elasticsearch means what it means in Kibana. */
  @Test
  void eachQuerySaysTheSameInKqlAndInLucene() {
    for (String query : queries()) {
      assertTrue(QUERY.matcher(query).matches(), query);
    }
  }

  private static List<String> queries() {
    List<String> queries = new ArrayList<>();
    for (JsonNode search : SavedObjects.ofType("search")) {
      JsonNode query = SavedObjects.searchSource(search).path("query");
      assertEquals("kuery", query.path("language").asText());
      queries.add(query.path("query").asText());
    }
    for (LensLayer layer : SavedObjects.lensLayers()) {
      queries.add(layer.query());
      layer.buckets().forEach(bucket -> queries.addAll(layer.filters(bucket).values()));
    }
    return queries;
  }

  private static List<String> fieldsOf(String query) {
    return Pattern.compile(TERM).matcher(query).results().map(SavedObjectsTest::field).toList();
  }

  private static String field(MatchResult term) {
    return Objects.requireNonNull(term.group(1));
  }

  private static String target(JsonNode object) {
    return object.path("type").asText() + "/" + SavedObjects.id(object);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.properties().forEach(property -> names.add(property.getKey()));
    return names;
  }
}
