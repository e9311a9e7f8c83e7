package io.flightlog.tool;

/** The user's mistake, in words for him: shown without a stack trace, exit status 2. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
