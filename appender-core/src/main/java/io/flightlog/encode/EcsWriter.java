package io.flightlog.encode;

import io.flightlog.mask.Masker;
import io.flightlog.metrics.RunCounts;
import io.flightlog.metrics.Severity;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the variable members of one event's document: no braces, no comma at either end, UTF-8,
 * one line, no name twice. A front-end calls the named methods in their order below, at most once
 * each but {@link #tag}, {@link #keyValue}, {@link #contextEntry} and {@link #mixedEntry}; the
 * first writer of a name wins, and constants win over key-values and MDC. Data never makes it
 * throw, only code of the caller's (a {@code CharSequence}) does. Room is kept free for what comes
 * late and matters more: free texts leave some for labels, labels for the fields of task, user and
 * trace. One caller at a time; borrowed from {@link WriterPool}.
 */
public final class EcsWriter {
  static final String TRUNCATED = "labels.flightlog_truncated";
  static final String FAILURE = "labels.flightlog_encoding_failure";

  private static final int INITIAL_BYTES = 2 << 10;
  private static final int KEPT_BYTES = 16 << 10;
  private static final int MAX_CLASS_NAME_BYTES = 96;
  private static final Severity[] SEVERITIES = Severity.values();
  private static final byte[] TRUNCATED_MEMBER = JsonWriter.name(TRUNCATED);
  private static final byte[] FAILURE_MEMBER = JsonWriter.name(FAILURE);

  /** What {@link #failed} and {@link #end} may add. */
  static final int END_RESERVE = 192;

  static final int NO_PLACE = -1;

  /** Of the pool that keeps it. */
  int place = NO_PLACE;

  private final EcsFormat format;
  private final int keywordBytes;
  private final JsonWriter json;
  private final UtcTime time = new UtcTime(EcsField.TIMESTAMP.member);
  private final FragmentCache levels;
  private final FragmentCache loggers;
  private final FragmentCache threads;
  private final TakenFields fields;
  private final RunOfEvent run;
  private final KeyedMembers keyed;
  private final Tags tags;
  private final ErrorWriter errors;
  private final StringBuilder text = new StringBuilder();
  private final @Nullable Masker masker;
  private boolean failed;
  private boolean ended;
  private boolean incomplete;

  EcsWriter(EcsFormat format) {
    this.format = format;
    keywordBytes = format.keywordBytes();
    json = new JsonWriter(INITIAL_BYTES, format.maxEventBytes());
    fields = new TakenFields(format.constantFields());
    masker = format.newMasker();
    run = new RunOfEvent(keywordBytes);
    keyed = new KeyedMembers(json, fields, run, format, masker);
    levels = new FragmentCache(EcsField.LOG_LEVEL.member, 16, keywordBytes);
    loggers = new FragmentCache(EcsField.LOG_LOGGER.member, 128, keywordBytes);
    threads = new FragmentCache(EcsField.THREAD_NAME.member, 32, keywordBytes);
    tags = new Tags(json, keywordBytes, masker);
    errors = new ErrorWriter(format, masker);
  }

  /** {@code @timestamp}, and behind it {@code trace.id} and {@code span.id} of the current span. */
  public void timestamp(long epochSecond, int nano) {
    if (claim(EcsField.TIMESTAMP)) {
      time.write(json, epochSecond, nano);
      format.traceSource().write(this);
    }
  }

  void trace(String traceId, String spanId) {
    if (claim(EcsField.TRACE_ID)) {
      json.text(EcsField.TRACE_ID.member, traceId, keywordBytes);
    }
    if (claim(EcsField.SPAN_ID)) {
      json.text(EcsField.SPAN_ID.member, spanId, keywordBytes);
    }
  }

  /** {@code log.level}, by the framework's own name. */
  public void level(String name) {
    if (claim(EcsField.LOG_LEVEL)) {
      levels.write(json, name);
    }
  }

  /** {@code log.logger}. */
  public void logger(@Nullable String name) {
    if (name != null && claim(EcsField.LOG_LOGGER)) {
      loggers.write(json, name);
    }
  }

  /** {@code process.thread.name}. */
  public void thread(@Nullable String name) {
    if (name != null && claim(EcsField.THREAD_NAME)) {
      threads.write(json, name);
    }
  }

  /** {@code message}, formatted; cut at {@code maxMessageBytes}; null is written as "null". */
  public void message(@Nullable CharSequence text) {
    if (claim(EcsField.MESSAGE)) {
      json.reserve(format.textReserve());
      CharSequence shown = text == null ? "null" : text;
      if (masker != null) {
        shown = masker.mask(shown, format.maxMessageBytes());
      }
      json.text(EcsField.MESSAGE.member, shown, format.maxMessageBytes());
    }
  }

  /**
   * As above, for a text that is formatted into a builder of this writer's, so that none is
   * allocated; what {@code format} throws stands in the message.
   */
  public <T> void message(T source, BiConsumer<? super T, StringBuilder> format) {
    text.setLength(0);
    SafeText.append(text, source, format);
    message(text);
  }

  /** {@code error.type}, {@code .id}, {@code .message} and {@code .stack_trace}. */
  public void error(Throwable throwable) {
    if (claim(EcsField.ERROR_TYPE)) {
      json.reserve(format.textReserve());
      errors.write(json, throwable);
    }
  }

  /** One of {@code tags}; all of an event's are given one right behind the other. */
  public void tag(@Nullable String marker) {
    if (marker != null) {
      json.reserve(format.labelReserve());
      tags.add(marker);
    }
  }

  /** {@code log.origin.*}; a line that is not positive is unknown and left out. */
  public void origin(@Nullable String file, int line, @Nullable String function) {
    if (file != null && claim(EcsField.ORIGIN_FILE)) {
      json.text(EcsField.ORIGIN_FILE.member, file, keywordBytes);
    }
    if (line > 0 && claim(EcsField.ORIGIN_LINE)) {
      json.number(EcsField.ORIGIN_LINE.member, line);
    }
    if (function != null && claim(EcsField.ORIGIN_FUNCTION)) {
      json.text(EcsField.ORIGIN_FUNCTION.member, function, keywordBytes);
    }
  }

  /**
   * An SLF4J 2 key-value: a reserved name is written typed, any other number under {@code
   * numeric_labels}, the rest under {@code labels}, as is a value that does not fit its reserved
   * name. Null values are left out.
   */
  public void keyValue(@Nullable String key, @Nullable Object value) {
    if (value != null) {
      keyed.keyValue(key == null ? "null" : key, value);
    }
  }

  /**
   * An MDC entry: the names of task, user and trace are written typed, any other under {@code
   * labels}, as is a text that does not fit its type. Null values are left out.
   */
  public void contextEntry(@Nullable String key, @Nullable String value) {
    if (value != null) {
      keyed.contextEntry(key == null ? "null" : key, value);
    }
  }

  /**
   * An entry of a context in which key-values stand too, as in Log4j2's: as {@link #contextEntry}
   * if it is a text and its name is not one that only key-values may have, else as {@link
   * #keyValue}. {@code mdc.include} and {@code mdc.exclude} hold for both.
   */
  public void mixedEntry(@Nullable String key, @Nullable Object value) {
    if (value != null) {
      keyed.mixedEntry(key == null ? "null" : key, value);
    }
  }

  /**
   * The run of a task that the event belongs to, as its document says; null for none, or one that
   * cannot be told from others by its id. Once the encoder is done.
   */
  public @Nullable String runId() {
    return run.id();
  }

  /** Whether the event is the record of its run's start. */
  public boolean startsRun() {
    return run.isStart();
  }

  /** Whether the event is the record of its run's end. */
  public boolean endsRun() {
    return run.isEnd();
  }

  /** {@code task.log.*}: how many events of each severity the run has logged. */
  public void runCounts(RunCounts counts) {
    for (Severity severity : SEVERITIES) {
      EcsField field = EcsField.runCount(severity);
      if (claim(field)) {
        json.number(field.member, counts.of(severity));
      }
    }
  }

  private boolean claim(EcsField field) {
    json.reserve(END_RESERVE);
    return fields.claim(field);
  }

  /** Forgets the last event; the pipeline calls it before an encoder. */
  public void begin() {
    json.reset();
    tags.begin();
    fields.begin();
    run.begin();
    keyed.begin();
    if (masker != null) {
      masker.begin();
    }
    failed = false;
    ended = false;
    incomplete = false;
  }

  /**
   * Completes the event: {@code labels.flightlog_truncated} says how many members were left out. An
   * event whose encoder failed before its time gets the time of now, as no data stream takes a
   * document without.
   */
  public void end() {
    if (ended) {
      return;
    }
    ended = true;
    json.rollback();
    if (!fields.isTaken(EcsField.TIMESTAMP)) {
      long now = System.currentTimeMillis();
      timestamp(Math.floorDiv(now, 1000L), (int) Math.floorMod(now, 1000L) * 1_000_000);
    }
    long omitted = (long) json.omitted() + keyed.omitted() + tags.omitted();
    if (omitted > 0) {
      incomplete = true;
      json.reserve(0);
      json.text(TRUNCATED_MEMBER, Long.toString(omitted), MAX_CLASS_NAME_BYTES);
    }
  }

  /** The encoder threw: what it had completed stays, and a label says why the rest is missing. */
  public void failed(Throwable cause) {
    if (failed) {
      return;
    }
    failed = true;
    json.rollback();
    json.reserve(0);
    json.text(FAILURE_MEMBER, cause.getClass().getName(), MAX_CLASS_NAME_BYTES);
  }

  /** The bytes, valid up to {@link #length} and until the writer is released. */
  public byte[] buffer() {
    return json.bytes();
  }

  public int length() {
    return json.length();
  }

  /** After {@link #end}: whether anything was cut or left out. */
  public boolean truncated() {
    return incomplete || json.cut() || (masker != null && masker.cut());
  }

  void trim() {
    tags.begin();
    json.trim(KEPT_BYTES);
    trimText();
  }

  private void trimText() {
    if (text.capacity() > KEPT_BYTES) {
      text.setLength(0);
      text.trimToSize();
    }
  }
}
