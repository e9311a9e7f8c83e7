package io.flightlog.ship;

import java.io.IOException;

/**
 * The connection ended while the body was being sent. Some servers and proxies refuse what is too
 * large in this way, because they answer 413 and close before they have read it.
 */
final class BodyCutException extends IOException {
  private static final long serialVersionUID = 1;

  BodyCutException(int sent, int length, Throwable cause) {
    super("cut after " + sent + " of " + length + " bytes of the body: " + cause, cause);
  }
}
