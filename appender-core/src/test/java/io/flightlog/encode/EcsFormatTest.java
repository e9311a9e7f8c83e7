package io.flightlog.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.ConfigException;
import io.flightlog.config.OptionValues;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcsFormatTest {
  @Test
  void constantsSayWhoAndWhere() {
    Map<String, Object> constants = constants(options -> options.set("dataset", "jobs"));

    assertTrue(((String) constants.remove("agent.version")).matches("\\d+\\.\\d+\\..+"));
    Map<String, Object> expected = new HashMap<>();
    expected.put("event.dataset", "jobs");
    expected.put("data_stream.type", "logs");
    expected.put("data_stream.dataset", "jobs");
    expected.put("data_stream.namespace", "default");
    expected.put("agent.type", "flightlog");
    expected.put("agent.ephemeral_id", "0123456789abcdef");
    expected.put("process.pid", 4242L);
    expected.put("service.name", "com.example.Main");
    expected.put("service.node.name", "resolved-host");
    expected.put("host.name", "resolved-host");
    assertEquals(expected, constants);
  }

  @Test
  void anIndexOfOnesOwnHasNoDataStreamFields() {
    Map<String, Object> constants = constants(options -> options.set("index", "my-logs"));

    assertFalse(constants.keySet().stream().anyMatch(name -> name.startsWith("data_stream")));
    assertEquals("scheduler", constants.get("event.dataset"));
  }

  @Test
  void constantFieldsStandUnderTheirNameOrAsLabels() {
    Map<String, Object> constants =
        constants(
            options ->
                options
                    .addField("team", "blue")
                    .addField("cloud.region", "eu-1")
                    .addField("labels.cost.center", "17")
                    .addField("task.queue", "night"));

    assertEquals("blue", constants.get("labels.team"));
    assertEquals("eu-1", constants.get("cloud.region"));
    assertEquals("17", constants.get("labels.cost_center"));
    assertEquals("night", constants.get("task.queue"));
  }

  @Test
  void constantsWinOverKeyValuesAndContext() {
    EcsFormat format =
        Formats.with(
            options ->
                options
                    .addField("team", "blue")
                    .addField("task.queue", "night")
                    .addField("user.id", "service-account"));
    EcsWriter writer = Formats.begun(format);
    writer.keyValue("team", "red");
    writer.contextEntry("team", "green");
    writer.contextEntry("task.queue", "day");
    writer.contextEntry("userId", "alice");
    writer.end();

    Map<String, Object> event = ParsedEvent.of(writer);
    event.remove("@timestamp");
    assertEquals(Map.of("labels.userId", "alice"), event);
    Set<String> both = new HashSet<>(event.keySet());
    both.retainAll(ParsedEvent.of(format.constants(), format.constants().length).keySet());
    assertEquals(Set.of(), both);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@timestamp",
        "message",
        "tags",
        "labels",
        "numeric_labels",
        "log.level",
        "error.type",
        "event.sequence",
        "event.dataset",
        "event.kind",
        "data_stream.type",
        "data_stream.other",
        "agent.name",
        "service.name",
        "host.name",
        "process.pid",
        "flightlog.anything",
        "numeric_labels.n",
        "event.duration",
        "task.attempt",
        "event.start",
        "service.name.first",
        "log.origin.file",
        "process.thread",
        "task.run",
        "user.id.x",
        "a..b",
        ".a",
        "a.",
        "a b.c",
        "labels.flightlog_truncated",
        "flightlog_truncated"
      })
  void constantFieldsThatAreTheLibrarysOwnAreRefused(String name) {
    ConfigException refused =
        assertThrows(
            ConfigException.class, () -> constants(options -> options.addField(name, "x")));
    assertTrue(refused.getMessage().contains("\"" + name + "\""), refused.getMessage());
  }

  @Test
  void twoConstantsOfOneNameAreRefused() {
    assertThrows(
        ConfigException.class,
        () -> constants(options -> options.addField("a b", "1").addField("a_b", "2")));
    assertThrows(
        ConfigException.class,
        () -> constants(options -> options.addField("x.y", "1").addField("x.y.z", "2")));
  }

  @Test
  void constantsAreBounded() {
    constants(options -> options.addField("k", "x".repeat(7_500)));
    ConfigException refused =
        assertThrows(
            ConfigException.class,
            () -> constants(options -> options.addField("k", "x".repeat(8 << 10))));
    assertTrue(refused.getMessage().contains("8 KiB"), refused.getMessage());
  }

  @Test
  void anEnvironmentIsEnough() {
    EcsFormat format =
        new EcsFormat(Formats.config(options -> {}), "id", Map.of("OTEL_SERVICE_NAME", "from-env"));

    Map<String, Object> constants = ParsedEvent.of(format.constants(), format.constants().length);
    assertEquals("from-env", constants.get("service.name"));
    assertEquals(ProcessHandle.current().pid(), constants.get("process.pid"));
    assertTrue(constants.containsKey("host.name"));
  }

  private static Map<String, Object> constants(Consumer<OptionValues> options) {
    byte[] constants = Formats.with(options).constants();
    return ParsedEvent.of(constants, constants.length);
  }
}
