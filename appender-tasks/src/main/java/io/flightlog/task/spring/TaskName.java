package io.flightlog.task.spring;

import java.util.regex.Pattern;

/** What a task calls itself, which for a scheduled method is its class and its name. */
final class TaskName {
  private static final Pattern PACKAGES = Pattern.compile("^(?:\\p{Ll}[\\w$]*\\.)+(?=\\p{Lu})");
  private static final Pattern IDENTITY = Pattern.compile("@\\p{XDigit}+$");
  private static final String LAMBDA = "$$Lambda";

  private TaskName() {}

  /** Without packages, and without what differs from process to process. */
  static String of(Runnable task) {
    String text = text(task);
    int lambda = text.indexOf(LAMBDA);
    String stable =
        lambda < 0 ? IDENTITY.matcher(text).replaceFirst("") : text.substring(0, lambda);
    return PACKAGES.matcher(stable).replaceFirst("");
  }

  private static String text(Runnable task) {
    try {
      String text = task.toString();
      return text == null || text.isBlank() ? task.getClass().getName() : text;
    } catch (RuntimeException broken) {
      return task.getClass().getName();
    }
  }
}
