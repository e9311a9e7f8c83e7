package io.flightlog.mission;

import io.flightlog.task.search.FoundError;
import io.flightlog.task.search.FoundLine;
import org.jspecify.annotations.Nullable;

/** A line as it is shown among others: its texts cut, so that many of them are a bounded answer. */
final class ShownLine {
  static final int MESSAGE = 8_192;
  static final int ERROR_MESSAGE = 2_048;
  static final int STACK_TRACE = 32_768;

  private ShownLine() {}

  static FoundLine of(FoundLine line) {
    return new FoundLine(
        line.time(),
        line.task(),
        line.instance(),
        line.sequence(),
        line.level(),
        line.logger(),
        line.thread(),
        cut(line.message(), MESSAGE),
        line.action(),
        error(line.error()));
  }

  static @Nullable FoundError error(@Nullable FoundError error) {
    return error == null
        ? null
        : new FoundError(
            error.type(),
            cut(error.message(), ERROR_MESSAGE),
            cut(error.stackTrace(), STACK_TRACE),
            error.id());
  }

  /** Never through a pair of surrogates. */
  static @Nullable String cut(@Nullable String text, int most) {
    if (text == null || text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
