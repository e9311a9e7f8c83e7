package io.flightlog.encode;

import io.flightlog.config.EventConfig;
import io.flightlog.config.MdcField;
import io.flightlog.mask.MaskedKeys;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides what becomes of a key. Immutable, shared by all writers of a pipeline. */
@FunctionalInterface
interface KeyRules {
  /** Tracing libraries spell their keys in three ways, applications the user's in three. */
  Map<String, EcsField> MDC_NAMES =
      Map.ofEntries(
          Map.entry("trace.id", EcsField.TRACE_ID),
          Map.entry("trace_id", EcsField.TRACE_ID),
          Map.entry("traceId", EcsField.TRACE_ID),
          Map.entry("span.id", EcsField.SPAN_ID),
          Map.entry("span_id", EcsField.SPAN_ID),
          Map.entry("spanId", EcsField.SPAN_ID),
          Map.entry("user.id", EcsField.USER_ID),
          Map.entry("userId", EcsField.USER_ID),
          Map.entry("user", EcsField.USER_ID),
          Map.entry("user.name", EcsField.USER_NAME),
          Map.entry("task.id", EcsField.TASK_ID),
          Map.entry("task.name", EcsField.TASK_NAME),
          Map.entry("task.run.id", EcsField.TASK_RUN_ID),
          Map.entry("task.attempt", EcsField.TASK_ATTEMPT),
          Map.entry("task.queue", EcsField.TASK_QUEUE),
          Map.entry("task.scheduled_at", EcsField.TASK_SCHEDULED_AT),
          Map.entry("task.trigger", EcsField.TASK_TRIGGER));

  KeyRule rule(String key);

  /** For SLF4J key-values: reserved names are typed, everything else is a label. */
  static KeyRules forKeyValues(EventConfig config) {
    MaskedKeys masked = new MaskedKeys(config.maskedKeys());
    return key -> KeyRule.of(key, EcsField.variable(key), masked.hide(key));
  }

  /**
   * For MDC entries: first {@code mdc.include} and {@code mdc.exclude}, which hold for every key,
   * then {@code mdc.field}, then the names that task, user and trace are known by; everything else
   * is a label.
   */
  static KeyRules forMdc(EventConfig config) {
    Set<String> include = config.mdcInclude();
    Set<String> exclude = config.mdcExclude();
    MaskedKeys masked = new MaskedKeys(config.maskedKeys());
    Map<String, MdcField> configured =
        config.mdcFields().stream()
            .collect(Collectors.toUnmodifiableMap(MdcField::key, Function.identity()));
    return key -> {
      if (exclude.contains(key) || (!include.isEmpty() && !include.contains(key))) {
        return KeyRule.skip(key);
      }
      MdcField field = configured.get(key);
      return field == null
          ? KeyRule.of(key, MDC_NAMES.get(key), masked.hide(key))
          : new KeyRule(
              false, null, field.type() == MdcField.Type.NUMBER, field.name(), masked.hide(key));
    };
  }
}
