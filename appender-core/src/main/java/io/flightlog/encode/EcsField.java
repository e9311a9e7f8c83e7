package io.flightlog.encode;

import io.flightlog.metrics.Severity;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every variable field that has a name and a type of its own; all others become labels. Names and
 * types are those of ECS, but {@code task.*}, which ECS does not have.
 */
@SuppressWarnings({"EnumOrdinal", "ImmutableEnumChecker"}) // a set is a long; nobody writes names
enum EcsField {
  TIMESTAMP("@timestamp", Type.OWN),
  LOG_LEVEL("log.level", Type.OWN),
  LOG_LOGGER("log.logger", Type.OWN),
  THREAD_NAME("process.thread.name", Type.OWN),
  MESSAGE("message", Type.OWN),
  ERROR_TYPE("error.type", Type.OWN),
  ERROR_MESSAGE("error.message", Type.OWN),
  ERROR_ID("error.id", Type.OWN),
  ERROR_STACK_TRACE("error.stack_trace", Type.OWN),
  TAGS("tags", Type.OWN),
  ORIGIN_FILE("log.origin.file.name", Type.OWN),
  ORIGIN_LINE("log.origin.file.line", Type.OWN),
  ORIGIN_FUNCTION("log.origin.function", Type.OWN),

  TRACE_ID("trace.id", Type.KEYWORD),
  SPAN_ID("span.id", Type.KEYWORD),

  USER_ID("user.id", Type.KEYWORD),
  USER_NAME("user.name", Type.KEYWORD),
  USER_FULL_NAME("user.full_name", Type.KEYWORD),
  USER_EMAIL("user.email", Type.KEYWORD),
  USER_DOMAIN("user.domain", Type.KEYWORD),
  USER_HASH("user.hash", Type.KEYWORD),
  USER_ROLES("user.roles", Type.KEYWORD),

  TASK_ID("task.id", Type.KEYWORD),
  TASK_NAME("task.name", Type.KEYWORD),
  TASK_RUN_ID("task.run.id", Type.KEYWORD),
  TASK_ATTEMPT("task.attempt", Type.LONG),
  TASK_QUEUE("task.queue", Type.KEYWORD),
  TASK_SCHEDULED_AT("task.scheduled_at", Type.DATE),
  TASK_LAG("task.lag", Type.NANOS),
  TASK_TRIGGER("task.trigger", Type.KEYWORD),
  TASK_LOG_ERROR("task.log.error", Type.OWN),
  TASK_LOG_WARN("task.log.warn", Type.OWN),
  TASK_LOG_INFO("task.log.info", Type.OWN),
  TASK_LOG_DEBUG("task.log.debug", Type.OWN),
  TASK_LOG_TRACE("task.log.trace", Type.OWN),

  EVENT_ACTION("event.action", Type.KEYWORD),
  EVENT_OUTCOME("event.outcome", Type.KEYWORD),
  EVENT_DURATION("event.duration", Type.NANOS),
  EVENT_START("event.start", Type.DATE),
  EVENT_END("event.end", Type.DATE),
  EVENT_REASON("event.reason", Type.TEXT),

  HTTP_REQUEST_ID("http.request.id", Type.KEYWORD),
  HTTP_REQUEST_METHOD("http.request.method", Type.KEYWORD),
  HTTP_REQUEST_MIME_TYPE("http.request.mime_type", Type.KEYWORD),
  HTTP_REQUEST_REFERRER("http.request.referrer", Type.TEXT),
  HTTP_REQUEST_BYTES("http.request.bytes", Type.LONG),
  HTTP_REQUEST_BODY_BYTES("http.request.body.bytes", Type.LONG),
  HTTP_REQUEST_BODY_CONTENT("http.request.body.content", Type.TEXT),
  HTTP_RESPONSE_MIME_TYPE("http.response.mime_type", Type.KEYWORD),
  HTTP_RESPONSE_STATUS_CODE("http.response.status_code", Type.LONG),
  HTTP_RESPONSE_BYTES("http.response.bytes", Type.LONG),
  HTTP_RESPONSE_BODY_BYTES("http.response.body.bytes", Type.LONG),
  HTTP_RESPONSE_BODY_CONTENT("http.response.body.content", Type.TEXT),
  HTTP_VERSION("http.version", Type.KEYWORD);

  /** What a value must be to stand under the field's name. */
  enum Type {
    /** Written by the library's own methods only; no key-value or MDC entry reaches it. */
    OWN,
    KEYWORD,
    /** Written as a keyword, but anything may stand in it: secrets are masked. */
    TEXT,
    LONG,
    DATE,
    /** A duration in nanoseconds, a long in the index. */
    NANOS
  }

  private static final Map<String, EcsField> BY_NAME = new HashMap<>();

  static {
    for (EcsField field : values()) {
      BY_NAME.put(field.ecsName, field);
    }
  }

  final String ecsName;
  final Type type;

  /** The encoded name, as {@link JsonWriter} takes it. */
  final byte[] member;

  /** A set of fields is a {@code long}: there are fewer than 64. */
  final long bit;

  EcsField(String ecsName, Type type) {
    this.ecsName = ecsName;
    this.type = type;
    this.member = JsonWriter.name(ecsName);
    this.bit = 1L << ordinal();
  }

  boolean isTrace() {
    return this == TRACE_ID || this == SPAN_ID;
  }

  /** The field that key-values and MDC entries of this name are written to. */
  static @Nullable EcsField variable(String name) {
    EcsField field = BY_NAME.get(name);
    return field == null || field.type == Type.OWN ? null : field;
  }

  /** The field for the number of a run's events of this severity. */
  static EcsField runCount(Severity severity) {
    return switch (severity) {
      case TRACE -> TASK_LOG_TRACE;
      case DEBUG -> TASK_LOG_DEBUG;
      case INFO -> TASK_LOG_INFO;
      case WARN -> TASK_LOG_WARN;
      case ERROR -> TASK_LOG_ERROR;
    };
  }

  /** Any field of this name. */
  static @Nullable EcsField find(String name) {
    return BY_NAME.get(name);
  }
}
