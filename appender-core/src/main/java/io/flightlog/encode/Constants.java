package io.flightlog.encode;

import io.flightlog.config.ConfigException;
import io.flightlog.config.LibraryVersion;
import io.flightlog.config.NamedValue;
import io.flightlog.config.PipelineConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The constant members of every document, encoded once. Immutable. */
final class Constants {
  static final int MAX_BYTES = 8 << 10;

  private static final int ROOM = 1 << 20;

  private final byte[] encoded;
  private final long fields;
  private final List<String> labels;

  private Constants(byte[] encoded, long fields, List<String> labels) {
    this.encoded = encoded;
    this.fields = fields;
    this.labels = labels;
  }

  static Constants of(
      PipelineConfig config, Identity identity, SystemFacts facts, String instanceId) {
    Map<String, Object> members = new LinkedHashMap<>();
    putDestination(members, config);
    members.put("agent.type", "flightlog");
    members.put("agent.version", LibraryVersion.current());
    members.put("agent.ephemeral_id", instanceId);
    members.put("process.pid", facts.pid());
    putIdentity(members, identity);
    for (NamedValue field : config.event().fields()) {
      members.put(ConstantNames.resolve(field.name(), members.keySet()), field.value());
    }
    return encode(members);
  }

  /** The members: no braces, no comma at either end. */
  byte[] encoded() {
    return encoded.clone();
  }

  /** The bits of the variable fields that a constant stands for. */
  long fields() {
    return fields;
  }

  /** The full names of constant labels. */
  List<String> labels() {
    return labels;
  }

  private static void putDestination(Map<String, Object> members, PipelineConfig config) {
    members.put("event.dataset", config.destination().dataset());
    if (config.destination().index() == null) {
      members.put("data_stream.type", "logs");
      members.put("data_stream.dataset", config.destination().dataset());
      members.put("data_stream.namespace", config.destination().namespace());
    }
  }

  private static void putIdentity(Map<String, Object> members, Identity identity) {
    members.put("service.name", identity.serviceName());
    put(members, "service.version", identity.serviceVersion());
    put(members, "service.environment", identity.serviceEnvironment());
    members.put("service.node.name", identity.nodeName());
    members.put("host.name", identity.hostName());
    put(members, "container.id", identity.containerId());
    put(members, "kubernetes.pod.name", identity.podName());
    put(members, "kubernetes.namespace", identity.kubernetesNamespace());
    put(members, "kubernetes.node.name", identity.kubernetesNode());
  }

  private static void put(Map<String, Object> members, String name, @Nullable String value) {
    if (value != null) {
      members.put(name, value);
    }
  }

  private static Constants encode(Map<String, Object> members) {
    JsonWriter out = new JsonWriter(1 << 10, ROOM);
    long fields = 0;
    List<String> labels = new ArrayList<>();
    for (Map.Entry<String, Object> member : members.entrySet()) {
      byte[] name = JsonWriter.name(member.getKey());
      if (member.getValue() instanceof Long number) {
        out.number(name, number);
      } else {
        out.text(name, (String) member.getValue(), ROOM);
      }
      EcsField field = EcsField.find(member.getKey());
      fields |= field == null ? 0 : field.bit;
      if (member.getKey().startsWith("labels.")) {
        labels.add(member.getKey());
      }
    }
    if (out.length() > MAX_BYTES || out.omitted() > 0) {
      throw new ConfigException(
          "option field: constant fields and identity must be at most 8 KiB together, encoded, but are "
              + out.length()
              + " B");
    }
    return new Constants(Arrays.copyOf(out.bytes(), out.length()), fields, List.copyOf(labels));
  }
}
