package io.flightlog.tls;

import java.io.IOException;

/**
 * There is no TLS to be had until somebody mends something. The message says what, in words for a
 * person; it holds no secret, and what it quotes of a server's certificate is made printable.
 */
public final class TlsException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean isAboutServer;

  private TlsException(String message, boolean isAboutServer, Throwable cause) {
    super(message, cause);
    this.isAboutServer = isAboutServer;
  }

  /** The server is not believed, or does not believe us. */
  public static TlsException ofServer(String message, Throwable cause) {
    return new TlsException(message, true, cause);
  }

  static TlsException ofFiles(MaterialException unusable) {
    return new TlsException(String.valueOf(unusable.getMessage()), false, unusable);
  }

  /** Whether another server may do better; else no connection can be opened at all. */
  public boolean isAboutServer() {
    return isAboutServer;
  }
}
