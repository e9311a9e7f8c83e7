package io.flightlog.encode;

import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Text from code that is not ours and may throw. */
final class SafeText {
  private SafeText() {}

  /** The value's {@code toString()}, or {@code [toString() failed: <class>]}. */
  static String of(Object value) {
    try {
      return String.valueOf((Object) value.toString());
    } catch (Throwable failure) {
      return failed("toString()", failure);
    }
  }

  /** What {@code source} returns, or {@code [<what> failed: <class>]}. */
  static @Nullable String of(String what, Supplier<@Nullable String> source) {
    try {
      return source.get();
    } catch (Throwable failure) {
      return failed(what, failure);
    }
  }

  /** Lets {@code format} append; what it throws is named behind what it had appended. */
  static <T> void append(StringBuilder out, T source, BiConsumer<? super T, StringBuilder> format) {
    try {
      format.accept(source, out);
    } catch (Throwable failure) {
      out.append(failed("format", failure));
    }
  }

  private static String failed(String what, Throwable failure) {
    rethrowFatal(failure);
    return "[" + what + " failed: " + failure.getClass().getName() + "]";
  }

  /** A JVM that is ending is not ours to save; a stack that overflowed in user code is over. */
  static void rethrowFatal(Throwable failure) {
    if (failure instanceof VirtualMachineError fatal && !(failure instanceof StackOverflowError)) {
      throw fatal;
    }
  }
}
