package io.flightlog.examples.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One layer of a Lens panel: what it counts, and by what.
 *
 * @param title of the panel
 * @param id of the layer
 * @param columnOrder as Lens keeps it: buckets first, outermost first
 */
record LensLayer(
    String title,
    String id,
    String query,
    List<String> columnOrder,
    Map<String, JsonNode> columns,
    JsonNode visualization) {
  private static final String ALL_RECORDS = "___records___";
  private static final Set<String> BUCKETS = Set.of("terms", "date_histogram", "filters");

  /** None of a panel that is no Lens panel. */
  static List<LensLayer> of(JsonNode panel) {
    JsonNode state = panel.at("/embeddableConfig/attributes/state");
    List<LensLayer> layers = new ArrayList<>();
    for (Map.Entry<String, JsonNode> layer :
        state.at("/datasourceStates/formBased/layers").properties()) {
      Map<String, JsonNode> columns = new LinkedHashMap<>();
      layer
          .getValue()
          .path("columns")
          .properties()
          .forEach(column -> columns.put(column.getKey(), column.getValue()));
      layers.add(
          new LensLayer(
              panel.path("title").asText(),
              layer.getKey(),
              state.at("/query/query").asText(),
              SavedObjects.texts(layer.getValue().path("columnOrder")),
              columns,
              state.path("visualization")));
    }
    return layers;
  }

  List<String> buckets() {
    return columnOrder.stream().filter(column -> BUCKETS.contains(operation(column))).toList();
  }

  List<String> metrics() {
    return columnOrder.stream().filter(column -> !BUCKETS.contains(operation(column))).toList();
  }

  String operation(String column) {
    return columns.get(column).path("operationType").asText();
  }

  /** Empty for filters, which have none. */
  String field(String column) {
    return columns.get(column).path("sourceField").asText();
  }

  /** Whether it is the number of documents. */
  boolean countsAll(String column) {
    return field(column).equals(ALL_RECORDS);
  }

  /** The column that a bucket is ordered by; empty where it is by its own key. */
  String orderColumn(String bucket) {
    return columns.get(bucket).at("/params/orderBy/columnId").asText();
  }

  /** The queries of the column's filters, by label; of other columns none. */
  Map<String, String> filters(String column) {
    Map<String, String> filters = new LinkedHashMap<>();
    for (JsonNode filter : columns.get(column).at("/params/filters")) {
      filters.put(filter.path("label").asText(), filter.at("/input/query").asText());
    }
    return filters;
  }

  /** The fields of the documents that its columns need. */
  List<String> fields() {
    return columnOrder.stream()
        .filter(column -> !countsAll(column))
        .map(this::field)
        .filter(field -> !field.isEmpty())
        .toList();
  }
}
