package io.flightlog.ship;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.flightlog.config.DestinationConfig;
import io.flightlog.config.DestinationConfig.IndexMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The index template in several variants, richest first: servers are not asked for their version,
 * they refuse (400) what they do not know. The mappings, {@code index-mappings.json}, are the same
 * on each rung and use only types that every server knows. Immutable.
 */
final class TemplateLadder {
  /** Raised whenever a template changes; an installed one of this or a later version stays. */
  static final int VERSION = 4;

  static final String VERSION_FIELD = "flightlog_template_version";
  static final int PRIORITY = 501;

  private static final String CUSTOM_COMPONENT = "flightlog@custom";

  /**
   * One variant.
   *
   * @param json the body of the request
   * @param lacks what the configuration asks for and this variant leaves out, or null
   */
  record Rung(String json, @Nullable String lacks) {}

  /** What a server may or may not know. */
  private record Features(boolean logsdb, boolean beyondLimit, boolean lifecycle, boolean custom) {}

  private final String name;
  private final List<Rung> rungs;

  TemplateLadder(DestinationConfig destination) {
    this.name = "flightlog-logs-" + destination.dataset();
    this.rungs = new ArrayList<>();
    if (destination.indexMode() != IndexMode.STANDARD) {
      add(destination, new Features(true, true, true, true)); // Elasticsearch 8.17
    }
    add(destination, new Features(false, true, true, true)); // Elasticsearch 8.14
    if (destination.retention() != null) {
      add(destination, new Features(false, false, true, true)); // Elasticsearch 8.11
    }
    add(destination, new Features(false, false, false, true)); // Elasticsearch 8.7
    add(destination, new Features(false, false, false, false)); // Elasticsearch 7.17, OpenSearch
  }

  String name() {
    return name;
  }

  int size() {
    return rungs.size();
  }

  Rung rung(int index) {
    return rungs.get(index);
  }

  private void add(DestinationConfig destination, Features features) {
    String lacks = null;
    if (destination.indexMode() == IndexMode.LOGSDB && !features.logsdb()) {
      lacks = "indexMode=logsdb";
    }
    if (destination.retention() != null && !features.lifecycle()) {
      lacks = lacks == null ? "retention" : lacks + " and retention";
    }
    rungs.add(new Rung(json(destination, features), lacks));
  }

  private static String json(DestinationConfig destination, Features features) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("index_patterns");
      json.writeString("logs-" + destination.dataset() + "-*");
      json.writeEndArray();
      json.writeNumberField("priority", PRIORITY);
      json.writeObjectFieldStart("data_stream");
      json.writeEndObject();
      if (features.custom()) {
        writeArray(json, "composed_of", CUSTOM_COMPONENT);
        writeArray(json, "ignore_missing_component_templates", CUSTOM_COMPONENT);
      }
      json.writeObjectFieldStart("_meta");
      json.writeStringField("managed_by", "flightlog");
      json.writeNumberField(VERSION_FIELD, VERSION);
      json.writeEndObject();
      json.writeObjectFieldStart("template");
      writeSettings(json, destination, features);
      json.writeFieldName("mappings");
      json.writeRawValue(mappings());
      writeLifecycle(json, destination.retention(), features);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void writeSettings(
      JsonGenerator json, DestinationConfig destination, Features features) throws IOException {
    json.writeObjectFieldStart("settings");
    if (features.logsdb()) {
      json.writeStringField("index.mode", "logsdb");
    } else {
      if (destination.indexMode() == IndexMode.STANDARD && features.beyondLimit()) {
        json.writeStringField("index.mode", "standard"); // 9.x takes logsdb for logs-*-* by itself
      }
      json.writeStringField("index.codec", "best_compression");
    }
    json.writeStringField("index.refresh_interval", "5s");
    if (features.beyondLimit()) {
      json.writeBooleanField("index.mapping.total_fields.ignore_dynamic_beyond_limit", true);
    }
    if (features.lifecycle() && destination.retention() != null) {
      json.writeBooleanField("index.lifecycle.prefer_ilm", false);
    }
    json.writeEndObject();
  }

  private static void writeLifecycle(
      JsonGenerator json, @Nullable Duration retention, Features features) throws IOException {
    if (features.lifecycle() && retention != null) {
      long minutes = retention.toMinutes();
      json.writeObjectFieldStart("lifecycle");
      json.writeStringField(
          "data_retention", minutes % 1440 == 0 ? minutes / 1440 + "d" : minutes + "m");
      json.writeEndObject();
    }
  }

  private static void writeArray(JsonGenerator json, String field, String value)
      throws IOException {
    json.writeArrayFieldStart(field);
    json.writeString(value);
    json.writeEndArray();
  }

  private static String mappings() throws IOException {
    try (InputStream resource = TemplateLadder.class.getResourceAsStream("index-mappings.json")) {
      if (resource == null) {
        throw new IllegalStateException("index-mappings.json is missing beside the class");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
