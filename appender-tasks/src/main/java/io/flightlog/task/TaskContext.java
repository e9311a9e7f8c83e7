package io.flightlog.task;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the lines of a run have in common, to be taken along: to another thread by {@link #capture}
 * and {@code wrap}, to another process by {@link #inject} and {@link #extract}. Whatever runs in a
 * context leaves the worker as it was: MDC, current span and open scopes are the worker's own
 * again, however it ended, and a scope that it left open is nobody's. Immutable; any thread; a
 * wrapped task may run many times, also at once.
 */
public final class TaskContext {
  static final String USER_KEY = "flightlog_user";

  /** Of nobody. */
  static final TaskContext NONE =
      new TaskContext(null, false, null, null, Traces.Attachable.NOTHING);

  private static final int MOST_USER_CHARS = 256;

  private final @Nullable Map<String, String> mdc;
  private final boolean isWhole;
  private final @Nullable String user;
  private final @Nullable TraceParent trace;
  private final Traces.Attachable span;

  private TaskContext(
      @Nullable Map<String, String> mdc,
      boolean isWhole,
      @Nullable String user,
      @Nullable TraceParent trace,
      Traces.Attachable span) {
    this.mdc = mdc;
    this.isWhole = isWhole;
    this.user = user;
    this.trace = trace;
    this.span = span;
  }

  /** The calling thread's: its whole MDC, and OpenTelemetry's context where that is there. */
  public static TaskContext capture() {
    return new TaskContext(
        Mdc.copy(), true, Mdc.user(), currentTrace(), Traces.INSTALLED.capture());
  }

  /**
   * Writes the calling thread's user and trace into the payload of a job, as {@code flightlog_user}
   * and W3C {@code traceparent}; names that JMS and HTTP take too. What is unknown is left out, as
   * is a user that {@link #extract} would not take.
   */
  public static void inject(BiConsumer<String, String> payload) {
    String user = Mdc.user();
    if (isUser(user)) {
      payload.accept(USER_KEY, user);
    }
    TraceParent trace = currentTrace();
    if (trace != null) {
      payload.accept(TraceParent.HEADER, trace.header());
    }
  }

  /** The same, into a map. */
  public static void inject(Map<String, String> payload) {
    inject(payload::put);
  }

  /**
   * What {@link #inject} wrote. A payload may come from anywhere: a user of more than 256
   * characters or with control characters in it, and a {@code traceparent} that is none, are
   * ignored, as is what is no text. Code that is wrapped keeps the worker's MDC, with user and
   * trace over it.
   */
  public static TaskContext extract(@Nullable Map<String, ?> payload) {
    if (payload == null) {
      return NONE;
    }
    String user = text(payload.get(USER_KEY));
    TraceParent trace = TraceParent.parse(text(payload.get(TraceParent.HEADER)));
    return new TaskContext(
        null,
        false,
        isUser(user) ? user : null,
        trace,
        trace == null ? Traces.Attachable.NOTHING : Traces.INSTALLED.remote(trace));
  }

  /** Runs it in this context, whoever runs it. */
  public Runnable wrap(Runnable task) {
    return () ->
        call(
            () -> {
              task.run();
              return true;
            });
  }

  /** The same, with a result. */
  public <T extends @Nullable Object> Callable<T> wrap(Callable<T> task) {
    return () -> this.<T, Exception>call(task::call);
  }

  /** The same; of another name, as a lambda that fits a callable fits a supplier too. */
  public <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> task) {
    return () -> this.<T, RuntimeException>call(task::get);
  }

  /** Runs each task in the context of the thread that hands it over. */
  public static Executor wrap(Executor executor) {
    return task -> executor.execute(capture().wrap(task));
  }

  /** The same. What {@code shutdownNow} returns are the wrapped tasks. */
  public static ExecutorService wrap(ExecutorService executor) {
    return new ContextExecutorService(executor);
  }

  /** The same; each run of a periodic task has the context that it was scheduled in. */
  public static ScheduledExecutorService wrap(ScheduledExecutorService executor) {
    return new ContextScheduledExecutorService(executor);
  }

  @Nullable String user() {
    return user;
  }

  @Nullable TraceParent trace() {
    return trace;
  }

  private <T extends @Nullable Object, X extends Exception> T call(TaskCall<T, X> task) throws X {
    Map<String, String> workers = Mdc.copy();
    TaskScope suspended = OpenScopes.suspend();
    Runnable detach = span.attach();
    try {
      if (isWhole) {
        Mdc.replace(mdc);
      } else {
        Mdc.setUser(user);
        Mdc.setTrace(trace);
      }
      return task.call();
    } finally {
      detach.run();
      OpenScopes.resume(suspended);
      Mdc.replace(workers);
    }
  }

  private static @Nullable TraceParent currentTrace() {
    TraceParent current = Traces.INSTALLED.current();
    return current != null ? current : Mdc.trace();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text ? text : null;
  }

  private static boolean isUser(@Nullable String user) {
    return user != null
        && !user.isBlank()
        && user.length() <= MOST_USER_CHARS
        && user.chars().noneMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029');
  }
}
