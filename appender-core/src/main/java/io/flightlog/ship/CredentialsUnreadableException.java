package io.flightlog.ship;

import java.io.IOException;

/** There is nothing to authenticate with: the file that holds the secret cannot be used. */
final class CredentialsUnreadableException extends IOException {
  private static final long serialVersionUID = 1;

  CredentialsUnreadableException(String message) {
    super(message);
  }
}
