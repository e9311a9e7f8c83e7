package io.flightlog.testkit;

import org.jspecify.annotations.Nullable;

/** A server did not start; the message says why, with the tail of the server's own log. */
public class ServerStartException extends IllegalStateException {

  private static final long serialVersionUID = 1;

  ServerStartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
