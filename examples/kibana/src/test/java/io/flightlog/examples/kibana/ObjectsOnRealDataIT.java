package io.flightlog.examples.kibana;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query and every aggregation of the saved objects, asked of a real Elasticsearch about a
 * real run of the fleet with an instance that was killed, and about an instance that had to drop.
 */
@Tag("full")
@WithElasticsearch
class ObjectsOnRealDataIT {
  private static final Duration TO_TELL = Duration.ofMinutes(1);
  private static final String INDEX =
      SavedObjects.only("index-pattern").at("/attributes/title").asText();

  private final ServerProbe probe;

  ObjectsOnRealDataIT(ServerProbe probe) {
    this.probe = probe;
  }

  @BeforeAll
  static void log(ElasticsearchServer server, ServerProbe probe, @TempDir Path directory)
      throws Exception {
    FleetRun.into(server.url(), directory);
    OverrunInstance.into(server.url());
    Eventually.await(
        "both kinds of gaps are told",
        TO_TELL,
        () ->
            probe.countNow(INDEX, "event.action:\"recorder-died\"") > 0
                && probe.countNow(INDEX, "event.action:\"events-dropped\"") > 0);
  }

  @TestFactory
  Stream<DynamicTest> eachSavedSearchFindsDocumentsThatHaveItsColumns() {
    return SavedObjects.ofType("search").stream()
        .map(search -> DynamicTest.dynamicTest(SavedObjects.id(search), () -> assertFinds(search)));
  }

  private void assertFinds(JsonNode search) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("size", 10_000);
    request.set(
        "query",
        LensSearch.selection(SavedObjects.searchSource(search).at("/query/query").asText()));
    List<String> columns = SavedObjects.texts(search.at("/attributes/columns"));
    columns.forEach(request.withArray("fields")::add);
    for (JsonNode sort : search.at("/attributes/sort")) {
      request.withArray("sort").addObject().put(sort.path(0).asText(), sort.path(1).asText());
    }
    JsonNode hits = ask(request).at("/hits/hits");
    assertFalse(hits.isEmpty());
    Set<String> filled = new HashSet<>();
    hits.forEach(
        hit -> hit.path("fields").properties().forEach(field -> filled.add(field.getKey())));
    assertEquals(Set.copyOf(columns), filled);
  }

  @TestFactory
  Stream<DynamicTest> eachLensPanelHasRowsWithAValueInEachColumn() {
    return SavedObjects.lensLayers().stream()
        .map(layer -> DynamicTest.dynamicTest(layer.title(), () -> assertCounts(layer)));
  }

  private void assertCounts(LensLayer layer) {
    LensSearch search = new LensSearch(layer);
    JsonNode answer = ask(search.request());
    List<Map<String, JsonNode>> rows = search.rows(answer);
    assertFalse(rows.isEmpty(), answer::toString);
    for (Map<String, JsonNode> row : rows) {
      assertEquals(layer.columns().keySet(), row.keySet());
      layer.metrics().forEach(metric -> assertTrue(row.get(metric).isNumber(), row::toString));
    }
    for (String bucket : layer.buckets()) {
      Set<String> seen = new HashSet<>();
      rows.forEach(row -> seen.add(row.get(bucket).asText()));
      assertTrue(seen.containsAll(layer.filters(bucket).keySet()), seen::toString);
    }
  }

  @TestFactory
  Stream<DynamicTest> eachControlHasValuesToChooseFrom() {
    return SavedObjects.controls(SavedObjects.only("dashboard")).stream()
        .map(control -> control.at("/explicitInput/fieldName").asText())
        .map(field -> DynamicTest.dynamicTest(field, () -> assertHasValues(field)));
  }

  private void assertHasValues(String field) {
    ObjectNode request = JsonNodeFactory.instance.objectNode().put("size", 0);
    request.withObject("/aggs/values/terms").put("field", field);
    assertTrue(ask(request).at("/aggregations/values/buckets").size() > 1);
  }

  private JsonNode ask(ObjectNode request) {
    ServerProbe.Answer answer = probe.post("/" + INDEX + "/_search", request.toString());
    assertEquals(200, answer.status(), () -> request + " " + answer.body());
    assertEquals(0, answer.body().at("/_shards/failed").asInt(), () -> answer.body().toString());
    return answer.body();
  }
}
