package io.flightlog.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One option: its name as users write it, its default, its check, and how its text is read.
 * Immutable. The only place where these stand; {@code docs/configuration.md} is tested against
 * them.
 *
 * @param <T> the type of a value; an option without a default yields null when it is not set
 */
public final class Option<T> {
  private static final UnaryOperator<String> AS_IT_IS = UnaryOperator.identity();

  private final String name;
  private final @Nullable T defaultValue;
  private final String bound;
  private final Predicate<T> check;
  private final Function<String, T> parser;
  private final UnaryOperator<String> shown;

  private Option(
      String name,
      @Nullable T defaultValue,
      String bound,
      Predicate<T> check,
      Function<String, T> parser,
      UnaryOperator<String> shown) {
    this.name = name;
    this.defaultValue = defaultValue;
    this.bound = bound;
    this.check = check;
    this.parser = parser;
    this.shown = shown;
  }

  static Option<ByteSize> size(String name, String defaultValue, String min, String max) {
    ByteSize low = ByteSize.parse(min);
    ByteSize high = ByteSize.parse(max);
    return new Option<>(
        name,
        ByteSize.parse(defaultValue),
        "a size from " + low + " to " + high,
        size -> size.compareTo(low) >= 0 && size.compareTo(high) <= 0,
        ByteSize::parse,
        AS_IT_IS);
  }

  static Option<Duration> duration(String name, String defaultValue, String min, String max) {
    Duration low = DurationText.parse(min);
    Duration high = DurationText.parse(max);
    return new Option<>(
        name,
        DurationText.parse(defaultValue),
        "a duration from " + DurationText.format(low) + " to " + DurationText.format(high),
        duration -> duration.compareTo(low) >= 0 && duration.compareTo(high) <= 0,
        DurationText::parse,
        AS_IT_IS);
  }

  static Option<Integer> integer(String name, int defaultValue, int min, int max) {
    return new Option<>(
        name,
        defaultValue,
        "a whole number from " + min + " to " + max,
        n -> n >= min && n <= max,
        Integer::valueOf,
        AS_IT_IS);
  }

  static Option<Boolean> flag(String name, boolean defaultValue) {
    return new Option<>(
        name, defaultValue, "true or false", flag -> true, Option::parseFlag, AS_IT_IS);
  }

  /** A choice among an enum's constants, written in lower case. */
  static <E extends Enum<E>> Option<E> choice(String name, E defaultValue) {
    E[] all = defaultValue.getDeclaringClass().getEnumConstants();
    String bound =
        Arrays.stream(all).map(Option::word).collect(Collectors.joining(", ", "one of: ", ""));
    return new Option<>(
        name, defaultValue, bound, choice -> true, text -> constant(all, text), AS_IT_IS);
  }

  static Option<String> text(
      String name, @Nullable String defaultValue, String bound, Predicate<String> check) {
    return new Option<>(name, defaultValue, bound, check, String::trim, AS_IT_IS);
  }

  /** A URL: a message shows nothing of it that may be a user or a password. */
  static Option<String> url(
      String name, @Nullable String defaultValue, String bound, Predicate<String> check) {
    return new Option<>(name, defaultValue, bound, check, String::trim, NodeUrls::withoutUserInfo);
  }

  /** Where a file is; whether it is there, and what is in it, is looked at later. */
  static Option<Path> file(String name) {
    return new Option<>(
        name,
        null,
        "the path of a file",
        path -> !path.toString().isEmpty(),
        text -> Path.of(text),
        AS_IT_IS);
  }

  /** A value that no message may show; {@code env:NAME} stands for one in the environment. */
  static Option<String> secret(String name) {
    Predicate<String> printable =
        text -> !text.isEmpty() && text.chars().allMatch(c -> c >= ' ' && c != 0x7f);
    return new Option<>(
        name,
        null,
        "not empty and without control characters",
        printable,
        text -> SecretWords.read(name, text, System.getenv()),
        text -> "(hidden)");
  }

  /**
   * A copy of what a repeatable option was given.
   *
   * @throws ConfigException when it was given more often
   */
  static <V> List<V> atMost(int most, String name, Collection<V> given) {
    if (given.size() > most) {
      throw ConfigException.of(name, "given at most " + most + " times", given.size());
    }
    return List.copyOf(given);
  }

  Option<T> and(String furtherBound, Predicate<T> furtherCheck) {
    return new Option<>(
        name, defaultValue, bound + ", " + furtherBound, check.and(furtherCheck), parser, shown);
  }

  public String name() {
    return name;
  }

  /** The default as a user would write it, or null when there is none. */
  public @Nullable String defaultText() {
    return defaultValue == null ? null : show(defaultValue);
  }

  /** What a value must be, in words that follow "must be". */
  public String bound() {
    return bound;
  }

  @Nullable T defaultValue() {
    return defaultValue;
  }

  T parse(String text) {
    T value;
    try {
      value = parser.apply(text.trim());
    } catch (ConfigException saysMore) {
      throw saysMore;
    } catch (RuntimeException unreadable) {
      throw refused(text);
    }
    return check(value);
  }

  /**
   * Hands the value back, or throws {@link ConfigException}: for the compact constructors of
   * records.
   */
  T check(T value) {
    if (!check.test(value)) {
      throw refused(show(value));
    }
    return value;
  }

  ConfigException refused(Object value) {
    return ConfigException.of(name, bound, shown.apply(value.toString()));
  }

  /** Whether part of a value may be a secret, so that nobody shows it as it is. */
  boolean mayHoldSecret() {
    return shown != AS_IT_IS;
  }

  private static boolean parseFlag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static <E extends Enum<E>> E constant(E[] all, String text) {
    return Arrays.stream(all)
        .filter(constant -> word(constant).equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(text));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String show(Object value) {
    if (value instanceof Duration duration) {
      return DurationText.format(duration);
    }
    return value instanceof Enum<?> constant ? word(constant) : value.toString();
  }
}
