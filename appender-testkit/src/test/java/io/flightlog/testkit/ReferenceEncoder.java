package io.flightlog.testkit;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The document's specification in the plainest way: a map and Jackson, slow and short. It shows
 * that the contract can be met, and with one of its {@link Fault}s built in, that the contract
 * notices.
 */
final class ReferenceEncoder implements LogEncoding {

  /** Classic bugs of log encoders, each with the case that is there to notice it. */
  enum Fault {
    NONE("-"),
    ESCAPES_NOTHING("nastyTextIsOneLineWhereverItStands"),
    CUTS_INSIDE_A_CHARACTER("aMegabyteIsCutOnACharacterBorder"),
    CUTS_NOTHING("aMegabyteInEachOtherPlaceStaysUnderTheBound"),
    WRITES_A_KEY_TWICE("allSpellingsAtOnceGiveEachFieldOnce"),
    GUESSES_TYPES("aTypeIsNeverGuessedFromText"),
    KEEPS_DOTS("keysThatServersRefuseAreRenamedAndKeepTheirValue"),
    WRITES_NAN("numbersThatADoubleCannotHoldNeverReachTheNumericLabels"),
    LETS_TO_STRING_THROW("aThrowingToStringCostsOnlyItsOwnText"),
    LETS_NAMES_BE_TAKEN("ourNamesCannotBeTakenByMdcOrKeyValue"),
    CACHES_THE_MDC("aReusedMapThatChangesBetweenEventsLeaksNothing"),
    FOLLOWS_CYCLES("cyclesOfCausesAndSuppressedEnd"),
    IDENTIFIES_ERRORS_BY_MESSAGE("equalFailuresHaveOneIdWhateverTheySay"),
    BOUNDS_NO_LABELS("labelsAreBoundedAndTheRestIsCounted"),
    DROPS_MICROSECONDS("timestampIsUtcWithAllDigitsTheFrameworkHas"),
    SWALLOWS_INTERRUPTS("anInterruptedCallerStaysInterrupted");

    final String noticedBy;

    Fault(String noticedBy) {
      this.noticedBy = noticedBy;
    }
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_TEXT = 1024;
  private static final Map<String, String> ALIASES =
      Map.of(
          "trace_id",
          "trace.id",
          "traceId",
          "trace.id",
          "span_id",
          "span.id",
          "spanId",
          "span.id",
          "userId",
          "user.id",
          "user",
          "user.id");
  private static final Set<String> TEXTS =
      Set.of(
          "trace.id",
          "span.id",
          "user.id",
          "user.name",
          "task.id",
          "task.name",
          "task.run.id",
          "task.queue",
          "task.trigger",
          "event.action",
          "event.outcome",
          "event.reason",
          "http.request.method");
  private static final Set<String> NUMBERS =
      Set.of("task.attempt", "task.lag", "event.duration", "http.response.status_code");
  private static final Set<String> TIMES = Set.of("task.scheduled_at", "event.start", "event.end");

  private final Fault fault;
  private final Map<Map<?, ?>, Map<String, String>> cache =
      Collections.synchronizedMap(new IdentityHashMap<>());

  ReferenceEncoder(Fault fault) {
    this.fault = fault;
  }

  @Override
  public byte[] encode(LogCall call) {
    if (fault == Fault.SWALLOWS_INTERRUPTS) {
      Thread.interrupted();
    }
    Map<String, Object> document = new LinkedHashMap<>();
    String time = call.instant().toString();
    document.put(
        "@timestamp",
        fault == Fault.DROPS_MICROSECONDS
            ? Instant.ofEpochMilli(call.instant().toEpochMilli()).toString()
            : time);
    document.put("log.level", call.level().name());
    document.put("log.logger", cut(call.logger(), MAX_TEXT));
    document.put("process.thread.name", cut(call.thread(), MAX_TEXT));
    MessageText message = MessageText.of(call, fault == Fault.LETS_TO_STRING_THROW);
    if (message.text() != null) {
      document.put("message", cut(message.text(), TextCases.MAX_MESSAGE_BYTES));
    }
    if (!call.markers().isEmpty()) {
      document.put("tags", call.markers().stream().map(tag -> cut(tag, MAX_TEXT)).toList());
    }
    if (message.throwable() != null) {
      new ReferenceError(fault).write(message.throwable(), document);
    }
    labels(document, call);
    return bytes(document);
  }

  private void labels(Map<String, Object> document, LogCall call) {
    Map<String, Object> labels = new LinkedHashMap<>();
    int truncated = 0;
    for (LogCall.KeyValue pair : call.keyValues()) {
      if (pair.value() != null) {
        truncated += put(document, labels, pair.key(), pair.value());
      }
    }
    Map<String, String> mdc = call.mdc();
    if (fault == Fault.CACHES_THE_MDC) {
      mdc = cache.computeIfAbsent(mdc, map -> new HashMap<>(call.mdc()));
    }
    for (Map.Entry<String, String> entry : mdc.entrySet()) {
      if (entry.getValue() != null) {
        truncated += put(document, labels, entry.getKey(), entry.getValue());
      }
    }
    document.putAll(labels);
    if (truncated > 0) {
      document.put("labels.flightlog_truncated", Integer.toString(truncated));
    }
  }

  /** Returns 1 if the entry is one label too many. */
  private int put(
      Map<String, Object> document, Map<String, Object> labels, String key, Object value) {
    String name = key == null ? "null" : ALIASES.getOrDefault(key, key);
    Object typed = typed(name, value);
    if (typed != null) {
      document.putIfAbsent(name, typed);
      return 0;
    }
    if (fault == Fault.LETS_NAMES_BE_TAKEN && document.containsKey(name)) {
      document.put(name, text(value));
      return 0;
    }
    if (TEXTS.contains(name)) {
      document.putIfAbsent(name, cut(text(value), MAX_TEXT));
      return 0;
    }
    boolean number = value instanceof Number n && Double.isFinite(n.doubleValue());
    if (fault == Fault.WRITES_NAN && value instanceof Double) {
      number = true;
    }
    if (fault == Fault.GUESSES_TYPES && value instanceof String text && text.matches("\\d+")) {
      labels.putIfAbsent("labels." + renamed(name), Long.parseLong(text));
      return 0;
    }
    String label = (number ? "numeric_labels." : "labels.") + renamed(name);
    boolean full = labels.size() >= LabelCases.MAX_LABELS && fault != Fault.BOUNDS_NO_LABELS;
    if (full && !labels.containsKey(label)) {
      return 1;
    }
    labels.putIfAbsent(label, number ? ((Number) value).doubleValue() : cut(text(value), MAX_TEXT));
    return 0;
  }

  /** The value in the type of a reserved name; null if the name or the value has none. */
  private static Object typed(String name, Object value) {
    if (NUMBERS.contains(name)) {
      if (value instanceof Duration duration) {
        return duration.toNanos();
      }
      boolean whole = value instanceof Long || value instanceof Integer;
      if (whole || (value instanceof String text && text.matches("\\d{1,18}"))) {
        return Long.parseLong(value.toString());
      }
    }
    if (TIMES.contains(name)) {
      try {
        return value instanceof Instant || value instanceof String
            ? Instant.parse(value.toString()).toString()
            : null;
      } catch (DateTimeException e) {
        return null;
      }
    }
    return null;
  }

  private String renamed(String key) {
    String name = cut(key, MAX_TEXT);
    if (fault == Fault.KEEPS_DOTS) {
      return name;
    }
    name = name.replace('.', '_');
    return name.isBlank() ? "_" : name.equals("flightlog_truncated") ? name + "_" : name;
  }

  private String text(Object value) {
    return fault == Fault.LETS_TO_STRING_THROW
        ? value.toString()
        : String.valueOf(MessageText.quietly(value::toString));
  }

  /** Cut to so many bytes of UTF-8 on a character border. */
  private String cut(String text, int maxBytes) {
    return cut(text, maxBytes, fault);
  }

  static String cut(String text, int maxBytes, Fault fault) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= maxBytes || fault == Fault.CUTS_NOTHING) {
      return text;
    }
    int end = maxBytes - 3;
    // what is escaped takes up to six times the room
    while (json(new String(bytes, 0, end, StandardCharsets.UTF_8)).length() > maxBytes * 2) {
      end = end * 3 / 4;
    }
    while (fault != Fault.CUTS_INSIDE_A_CHARACTER && (bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8) + "…";
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes(Map<String, Object> document) {
    if (fault == Fault.ESCAPES_NOTHING) {
      List<String> members = new ArrayList<>();
      document.forEach((name, value) -> members.add("\"" + name + "\":\"" + value + "\""));
      return ("{" + String.join(",", members) + "}").getBytes(StandardCharsets.UTF_8);
    }
    String json = json(document);
    if (fault == Fault.WRITES_NAN) {
      json = json.replace("\"NaN\"", "NaN");
    }
    if (fault == Fault.WRITES_A_KEY_TWICE && document.containsKey("trace.id")) {
      json = json.substring(0, json.length() - 1) + ",\"trace.id\":\"again\"}";
    }
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
