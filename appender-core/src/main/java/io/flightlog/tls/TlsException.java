package io.flightlog.tls;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * There is no TLS to be had until somebody mends something. The message says what, in words for a
 * person; it holds no secret, and what it quotes of a server's certificate is made printable.
 */
public final class TlsException extends IOException {
  private static final long serialVersionUID = 1;

  TlsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
