package io.flightlog.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calling thread's scopes, innermost first, linked by {@link TaskScope#outer}. The thread-local
 * is there only while one is open. A scope that was closed out of order, or by another thread,
 * stays in the list until those inside it have gone; only then is the MDC set back, to what it was
 * before the outermost of those that go.
 */
final class OpenScopes {
  private static final ThreadLocal<TaskScope> INNERMOST = new ThreadLocal<>();

  private OpenScopes() {}

  static @Nullable TaskScope innermost() {
    return INNERMOST.get();
  }

  /** Those inside it, innermost first; none if it is not among the thread's. */
  static List<TaskScope> inside(TaskScope scope) {
    List<TaskScope> inside = new ArrayList<>();
    TaskScope one = INNERMOST.get();
    while (one != null && one != scope) {
      inside.add(one);
      one = one.outer;
    }
    return one == null ? List.of() : inside;
  }

  static void push(TaskScope scope) {
    INNERMOST.set(scope);
  }

  /** Removes closed scopes from the inner end, and sets the MDC back to before them. */
  static void unwind() {
    TaskScope scope = INNERMOST.get();
    TaskScope last = null;
    while (scope != null && scope.isClosed()) {
      last = scope;
      scope = scope.outer;
    }
    if (last != null) {
      resume(scope);
      Mdc.replace(last.before);
    }
  }

  /** Takes the thread's scopes away, for code that is not theirs. */
  static @Nullable TaskScope suspend() {
    TaskScope innermost = INNERMOST.get();
    if (innermost != null) {
      INNERMOST.remove();
    }
    return innermost;
  }

  /** Puts them back; what was opened since and is still open belongs to no thread any more. */
  static void resume(@Nullable TaskScope innermost) {
    if (innermost == null) {
      INNERMOST.remove();
    } else {
      INNERMOST.set(innermost);
    }
  }
}
