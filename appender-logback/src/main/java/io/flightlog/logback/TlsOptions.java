package io.flightlog.logback;

/** The element {@code <tls>}: which servers are believed, and who this client is to them. */
public final class TlsOptions {
  final OptionWords words = new OptionWords("tls.");

  public void setCaFile(String text) {
    words.set("caFile", text);
  }

  public void setCaFingerprint(String text) {
    words.set("caFingerprint", text);
  }

  public void setTrustStoreFile(String text) {
    words.set("trustStoreFile", text);
  }

  public void setTrustStorePassword(String text) {
    words.set("trustStorePassword", text);
  }

  public void setTrustStorePasswordFile(String text) {
    words.set("trustStorePasswordFile", text);
  }

  public void setCertificateFile(String text) {
    words.set("certificateFile", text);
  }

  public void setKeyFile(String text) {
    words.set("keyFile", text);
  }

  public void setKeyPassword(String text) {
    words.set("keyPassword", text);
  }

  public void setKeyPasswordFile(String text) {
    words.set("keyPasswordFile", text);
  }

  public void setVerifyHostname(String text) {
    words.set("verifyHostname", text);
  }
}
