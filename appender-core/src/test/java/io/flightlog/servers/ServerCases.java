package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.SequenceOracle;
import io.flightlog.testkit.ServerProbe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What cases on a real server need; whoever runs them says which server. */
interface ServerCases {

  ElasticsearchServer server();

  ServerProbe probe();

  default URI url() {
    return server().url();
  }

  /** An index with the library's own mapping. */
  default void createIndex(String index, Map<String, Object> settings) {
    StringBuilder body = new StringBuilder("{\"settings\":{\"index.number_of_replicas\":0");
    settings.forEach((name, value) -> body.append(",\"" + name + "\":\"" + value + "\""));
    create(index, body.append("},\"mappings\":" + mappings() + "}").toString());
  }

  /** An index with the types that its documents' server would otherwise guess. */
  default void createIndex(String index, String properties) {
    create(
        index,
        """
        {"settings":{"index.number_of_replicas":0},"mappings":{"properties":{\
        "event":{"properties":{"sequence":{"type":"long"}}},\
        "agent":{"properties":{"ephemeral_id":{"type":"keyword"}}},%s}}}"""
            .formatted(properties));
  }

  private void create(String index, String body) {
    ServerProbe.Answer answer = probe().put("/" + index + "?wait_for_active_shards=0", body);
    assertEquals(200, answer.status(), () -> answer.body().toString());
  }

  default void set(String index, String setting, Object value) {
    String json = value == null ? "null" : "\"" + value + "\"";
    ServerProbe.Answer answer =
        probe().put("/" + index + "/_settings", "{\"" + setting + "\":" + json + "}");
    assertEquals(200, answer.status(), () -> answer.body().toString());
  }

  /** Of one instance every sequence is in the index, once, but for those that are named. */
  default void assertArrived(String index, String instance, long events, long... missing) {
    probe().refresh(index);
    SequenceOracle.Report report = probe().sequences(index).report(instance);
    assertEquals(List.of(), report.duplicated(), report::toString);
    assertEquals(events - missing.length, report.events(), report::toString);
    long[] absent =
        report.missing().stream()
            .flatMapToLong(range -> LongStream.rangeClosed(range.first(), range.last()))
            .toArray();
    assertEquals(Arrays.toString(missing), Arrays.toString(absent), report::toString);
  }

  /** The one document of that sequence. */
  default JsonNode document(String index, long sequence) {
    List<JsonNode> found = probe().searchAll(index, "event.sequence:" + sequence, "event.sequence");
    assertEquals(1, found.size(), found::toString);
    return found.get(0);
  }

  private static String mappings() {
    try (InputStream resource =
        ServerCases.class.getResourceAsStream("/io/flightlog/ship/index-mappings.json")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
