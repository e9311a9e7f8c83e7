package io.flightlog.task.search;

import co.elastic.clients.json.JsonData;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One document as found, read into records. It is read from the search's {@code fields}, not from
 * {@code _source}, whose shape depends on the index mode. What is absent, or not of its type, is
 * null.
 */
final class FoundDocument {
  static final String TIME = "@timestamp";
  static final String SEQUENCE = "event.sequence";
  static final String ACTION = "event.action";
  static final String OUTCOME = "event.outcome";
  static final String START = "event.start";
  static final String DURATION = "event.duration";
  static final String LAG = "task.lag";
  static final String TASK = "task.name";
  static final String TASK_ID = "task.id";
  static final String RUN_ID = "task.run.id";
  static final String USER = "user.id";
  static final String TRACE = "trace.id";
  static final String INSTANCE = "agent.ephemeral_id";
  static final String NODE = "service.node.name";
  static final String SERVICE = "service.name";

  static final String KNOWN_SEQUENCE = "flightlog.sequence";

  /** All that is read here. */
  static final List<String> FIELDS =
      List.of(
          TIME,
          SEQUENCE,
          ACTION,
          OUTCOME,
          START,
          DURATION,
          LAG,
          TASK,
          TASK_ID,
          RUN_ID,
          USER,
          TRACE,
          INSTANCE,
          NODE,
          SERVICE,
          "span.id",
          "task.attempt",
          "task.queue",
          "task.scheduled_at",
          "task.trigger",
          "event.reason",
          "log.level",
          "log.logger",
          "process.thread.name",
          "message",
          "error.type",
          "error.message",
          "error.stack_trace",
          "error.id",
          KNOWN_SEQUENCE,
          "flightlog.secured",
          "flightlog.recovered");

  private final Map<String, JsonData> fields;

  FoundDocument(Map<String, JsonData> fields) {
    this.fields = fields;
  }

  FoundRun run() {
    return new FoundRun(
        time(),
        task(),
        instance(),
        RunOutcome.of(text(OUTCOME)),
        text("event.reason"),
        instant(START),
        nanos(DURATION),
        nanos(LAG),
        error());
  }

  /** Of a document that has a lag. */
  FoundStart start() {
    return new FoundStart(time(), task(), instance(), Objects.requireNonNull(nanos(LAG), LAG));
  }

  FoundLine line() {
    return new FoundLine(
        time(),
        task(),
        instance(),
        number(SEQUENCE),
        text("log.level"),
        text("log.logger"),
        text("process.thread.name"),
        text("message"),
        text(ACTION),
        error());
  }

  /** Of a {@code recorder-died} record. */
  RecorderDeath death() {
    return new RecorderDeath(
        time(),
        Objects.requireNonNullElse(text("message"), ""),
        required(KNOWN_SEQUENCE),
        required("flightlog.secured"),
        required("flightlog.recovered"));
  }

  private long required(String field) {
    return Objects.requireNonNull(number(field), field);
  }

  private FoundTask task() {
    return new FoundTask(
        text(TASK),
        text(TASK_ID),
        text(RUN_ID),
        number("task.attempt"),
        text("task.queue"),
        instant("task.scheduled_at"),
        text("task.trigger"),
        text(USER),
        text(TRACE),
        text("span.id"));
  }

  FoundInstance instance() {
    return new FoundInstance(text(INSTANCE), text(NODE), text(SERVICE));
  }

  private @Nullable FoundError error() {
    String type = text("error.type");
    String message = text("error.message");
    return type == null && message == null
        ? null
        : new FoundError(type, message, text("error.stack_trace"), text("error.id"));
  }

  private Instant time() {
    return Objects.requireNonNull(instant(TIME), TIME);
  }

  private @Nullable String text(String field) {
    return first(field) instanceof JsonString text ? text.getString() : null;
  }

  private @Nullable Long number(String field) {
    return first(field) instanceof JsonNumber number ? number.longValue() : null;
  }

  private @Nullable Instant instant(String field) {
    try {
      String text = text(field);
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException otherFormat) {
      return null;
    }
  }

  private @Nullable Duration nanos(String field) {
    Long nanos = number(field);
    return nanos == null ? null : Duration.ofNanos(nanos);
  }

  private @Nullable JsonValue first(String field) {
    JsonData values = fields.get(field);
    JsonValue all = values == null ? null : values.toJson();
    return all instanceof JsonArray array && !array.isEmpty() ? array.get(0) : null;
  }
}
