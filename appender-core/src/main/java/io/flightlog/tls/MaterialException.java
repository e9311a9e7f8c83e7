package io.flightlog.tls;

/** A file of keys or certificates cannot be used; the message names the file, and no secret. */
final class MaterialException extends Exception {
  private static final long serialVersionUID = 1;

  MaterialException(String message) {
    super(message);
  }

  MaterialException(String message, Throwable cause) {
    super(message, cause);
  }
}
