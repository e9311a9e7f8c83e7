package io.flightlog.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a logging framework, in words that all frameworks share. A contract describes the
 * call with it, the front-end under test performs it. Filled by one thread before it is handed
 * over; nothing is copied, so a case may hand over one MDC map twice and change it in between.
 */
public final class LogCall {

  /** The five levels that every framework has. */
  public enum Level {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }

  /** A key-value of the fluent API; users do hand over null keys and values. */
  public record KeyValue(@Nullable String key, @Nullable Object value) {}

  /** The instant of a call that names none: with microseconds, so that their loss shows. */
  public static final Instant SOME_INSTANT = Instant.parse("2026-10-31T23:59:58.123456Z");

  private final Level level;
  private final @Nullable String message;
  private final @Nullable Object @Nullable [] arguments;
  private final List<KeyValue> keyValues = new ArrayList<>();
  private final List<String> markers = new ArrayList<>();
  private String logger = "io.flightlog.contract.Caller";
  private String thread = "caller-1";
  private Instant instant = SOME_INSTANT;
  private Map<String, @Nullable String> mdc = Collections.emptyMap();
  private @Nullable Throwable throwable;

  private LogCall(Level level, @Nullable String message, @Nullable Object @Nullable [] arguments) {
    this.level = level;
    this.message = message;
    this.arguments = arguments;
  }

  public static LogCall at(
      Level level, @Nullable String message, @Nullable Object @Nullable ... arguments) {
    return new LogCall(level, message, arguments);
  }

  public static LogCall info(@Nullable String message, @Nullable Object @Nullable ... arguments) {
    return at(Level.INFO, message, arguments);
  }

  public static LogCall error(@Nullable String message, Throwable throwable) {
    return at(Level.ERROR, message).throwable(throwable);
  }

  public LogCall logger(String name) {
    logger = name;
    return this;
  }

  public LogCall thread(String name) {
    thread = name;
    return this;
  }

  public LogCall instant(Instant value) {
    instant = value;
    return this;
  }

  /** The map itself is handed to the framework, or its entries are put one by one: never a copy. */
  public LogCall mdc(Map<String, @Nullable String> map) {
    mdc = map;
    return this;
  }

  public LogCall keyValue(@Nullable String key, @Nullable Object value) {
    keyValues.add(new KeyValue(key, value));
    return this;
  }

  public LogCall marker(String name) {
    markers.add(name);
    return this;
  }

  public LogCall throwable(@Nullable Throwable value) {
    throwable = value;
    return this;
  }

  public Level level() {
    return level;
  }

  /** The message pattern, with {@code {}} for each argument. */
  public @Nullable String message() {
    return message;
  }

  /** Null if the framework is to be handed a null array. */
  public @Nullable Object @Nullable [] arguments() {
    return arguments;
  }

  public String logger() {
    return logger;
  }

  public String thread() {
    return thread;
  }

  public Instant instant() {
    return instant;
  }

  public Map<String, @Nullable String> mdc() {
    return mdc;
  }

  public List<KeyValue> keyValues() {
    return keyValues;
  }

  public List<String> markers() {
    return markers;
  }

  public @Nullable Throwable throwable() {
    return throwable;
  }

  /** Never asks an argument or a value for its text: some cases hand over ones that throw. */
  @Override
  public String toString() {
    return level + " " + logger + " mdc=" + mdc.keySet() + " markers=" + markers;
  }

  /** The arguments without the array being null, for adapters that need one. */
  public @Nullable Object[] argumentsOrEmpty() {
    return arguments == null ? new Object[0] : Arrays.copyOf(arguments, arguments.length);
  }
}
