package io.flightlog.testkit;

import java.util.Arrays;
import java.util.function.Supplier;

/** SLF4J's {@code {}} formatting in miniature, for the reference encoder. */
record MessageText(String text, Throwable throwable) {

  static MessageText of(LogCall call, boolean throwing) {
    Object[] arguments = call.argumentsOrEmpty();
    Throwable throwable = call.throwable();
    if (throwable == null
        && arguments.length > 0
        && arguments[arguments.length - 1] instanceof Throwable last) {
      throwable = last;
      arguments = Arrays.copyOf(arguments, arguments.length - 1);
    }
    String pattern = call.message();
    if (pattern == null) {
      return new MessageText(null, throwable);
    }
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Object argument : arguments) {
      int braces = pattern.indexOf("{}", from);
      if (braces < 0) {
        break;
      }
      text.append(pattern, from, braces);
      text.append(throwing ? String.valueOf(argument) : quietly(() -> textOf(argument)));
      from = braces + 2;
    }
    return new MessageText(text.append(pattern.substring(from)).toString(), throwable);
  }

  /** What users' code says, or that it failed. */
  static String quietly(Supplier<String> user) {
    try {
      return user.get();
    } catch (Throwable e) {
      return "[FAILED toString()]";
    }
  }

  private static String textOf(Object argument) {
    if (argument instanceof Object[] array) {
      return Arrays.deepToString(array);
    }
    return argument instanceof int[] array ? Arrays.toString(array) : String.valueOf(argument);
  }
}
