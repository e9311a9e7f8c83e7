package io.flightlog.examples.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The request to Elasticsearch that the columns of a Lens layer mean, and the rows of its answer:
 * buckets within buckets in their order, and the metrics in the innermost. Kibana makes the same
 * aggregations of them, but for the width of a time bucket, which it chooses by the time range:
 * here it is a second.
 */
record LensSearch(LensLayer layer) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Map<String, String> METRICS =
      Map.of("max", "max", "unique_count", "cardinality", "count", "value_count");

  /** What a query in the part of KQL that is Lucene too selects. */
  static ObjectNode selection(String kql) {
    ObjectNode query = JSON.objectNode();
    query.putObject("query_string").put("query", kql);
    return query;
  }

  ObjectNode request() {
    ObjectNode request = JSON.objectNode().put("size", 0).put("track_total_hits", true);
    request.set("query", selection(layer.query()));
    request.set("aggs", aggregations(layer.buckets()));
    return request;
  }

  private ObjectNode aggregations(List<String> buckets) {
    ObjectNode level = JSON.objectNode();
    if (buckets.isEmpty()) {
      layer.metrics().forEach(metric -> addMetric(level, metric));
      return level;
    }
    String outer = buckets.get(0);
    ObjectNode inner = aggregations(buckets.subList(1, buckets.size()));
    String order = layer.orderColumn(outer);
    if (!order.isEmpty()) {
      addMetric(inner, order); // to be ordered by, it must be in this bucket itself
    }
    level.set(outer, bucket(outer).set("aggs", inner));
    return level;
  }

  private ObjectNode bucket(String column) {
    ObjectNode bucket = JSON.objectNode();
    switch (layer.operation(column)) {
      case "terms" -> {
        JsonNode params = layer.columns().get(column).path("params");
        ObjectNode terms = bucket.putObject("terms").put("field", layer.field(column));
        terms.put("size", params.path("size").asInt());
        terms
            .putObject("order")
            .put(sortPath(layer.orderColumn(column)), params.path("orderDirection").asText());
      }
      case "date_histogram" ->
          bucket
              .putObject("date_histogram")
              .put("field", layer.field(column))
              .put("fixed_interval", "1s")
              .put("min_doc_count", 1);
      default -> {
        ObjectNode filters = bucket.putObject("filters").putObject("filters");
        layer.filters(column).forEach((label, kql) -> filters.set(label, selection(kql)));
      }
    }
    return bucket;
  }

  private String sortPath(String metric) {
    if (layer.countsAll(metric)) {
      return "_count";
    }
    return percent(metric) > 0 ? metric + "." + percent(metric) : metric;
  }

  /** The number of documents is in each bucket anyway. */
  private void addMetric(ObjectNode level, String metric) {
    String field = layer.field(metric);
    if (percent(metric) > 0) {
      ObjectNode percentiles = level.putObject(metric).putObject("percentiles");
      percentiles.put("field", field).putArray("percents").add(percent(metric));
    } else if (!layer.countsAll(metric)) {
      level.putObject(metric).putObject(METRICS.get(layer.operation(metric))).put("field", field);
    }
  }

  /** 0 for what is no percentile. */
  private int percent(String metric) {
    return switch (layer.operation(metric)) {
      case "median" -> 50;
      case "percentile" -> layer.columns().get(metric).at("/params/percentile").asInt();
      default -> 0;
    };
  }

  /** One for each innermost bucket that has documents: the value of each column. */
  List<Map<String, JsonNode>> rows(JsonNode answer) {
    List<Map<String, JsonNode>> rows = new ArrayList<>();
    long documents = answer.at("/hits/total/value").asLong();
    collect(answer.path("aggregations"), documents, layer.buckets(), Map.of(), rows);
    return rows;
  }

  private void collect(
      JsonNode level,
      long documents,
      List<String> buckets,
      Map<String, JsonNode> outer,
      List<Map<String, JsonNode>> rows) {
    if (documents == 0) {
      return;
    }
    Map<String, JsonNode> row = new LinkedHashMap<>(outer);
    if (buckets.isEmpty()) {
      layer.metrics().forEach(metric -> row.put(metric, value(metric, level, documents)));
      rows.add(row);
      return;
    }
    String column = buckets.get(0);
    List<String> inner = buckets.subList(1, buckets.size());
    JsonNode found = level.path(column).path("buckets");
    for (Map.Entry<String, JsonNode> named : found.properties()) { // those of filters
      row.put(column, JSON.textNode(named.getKey()));
      collect(named.getValue(), count(named.getValue()), inner, row, rows);
    }
    for (JsonNode keyed : found.isArray() ? found : JSON.arrayNode()) {
      row.put(column, keyed.path("key"));
      collect(keyed, count(keyed), inner, row, rows);
    }
  }

  private static long count(JsonNode bucket) {
    return bucket.path("doc_count").asLong();
  }

  private JsonNode value(String metric, JsonNode level, long documents) {
    if (layer.countsAll(metric)) {
      return JSON.numberNode(documents);
    }
    JsonNode result = level.path(metric);
    return percent(metric) > 0
        ? result.path("values").path(percent(metric) + ".0")
        : result.path("value");
  }
}
