package io.flightlog.encode;

import org.jspecify.annotations.Nullable;

/**
 * Stands for a throwable of which only a description is left, such as that of a deserialized event.
 * Prints as the original did; {@code error.type} and {@code error.id} are those of the original.
 */
public final class ThrowableStandIn extends Throwable {
  private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * @param type the class name of the original, if it is known
   * @param frames its stack
   */
  public ThrowableStandIn(
      @Nullable String type, @Nullable String message, StackTraceElement[] frames) {
    super(message);
    this.type = type == null ? Throwable.class.getName() : type;
    setStackTrace(frames);
  }

  String originalType() {
    return type;
  }

  /** Without a stack of its own. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  @Override
  @SuppressWarnings("OverrideThrowableToString") // the name of the class is what must differ
  public String toString() {
    return getMessage() == null ? type : type + ": " + getMessage();
  }
}
