package io.flightlog.tls;

import java.security.cert.CertificateException;

/** A server's certificate is not good enough; the message says why in words for a person. */
final class RefusedException extends CertificateException {
  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }

  RefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
