package io.flightlog.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Who this client is: one key with its certificates, or nobody. Given to a server that asks, of
 * whatever authorities it says it knows: its refusal tells more than silence. Remembers that it was
 * asked, for messages. Any thread.
 */
final class ClientKey extends X509ExtendedKeyManager {
  private static final String ALIAS = "client";
  private static final String[] NONE = new String[0];

  private final @Nullable PrivateKey key;
  private final List<X509Certificate> chain;
  private volatile boolean asked;

  private ClientKey(@Nullable PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = chain;
  }

  static ClientKey none() {
    return new ClientKey(null, List.of());
  }

  /**
   * @param chain of the key's certificate first
   */
  static ClientKey of(PrivateKey key, List<X509Certificate> chain) {
    return new ClientKey(key, List.copyOf(chain));
  }

  /** Whether any server wanted to know. */
  boolean wasAsked() {
    return asked;
  }

  boolean isNobody() {
    return key == null;
  }

  /** What a person would want to know of a certificate that was refused. */
  String words() {
    X509Certificate certificate = chain.get(0);
    Instant end = certificate.getNotAfter().toInstant();
    return Words.subject(certificate)
        + " issued by "
        + Words.issuer(certificate)
        + (Instant.now().isAfter(end) ? ", expired on " + Words.day(end) : "");
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal[] issuers, SSLEngine engine) {
    asked = true;
    return key != null && List.of(keyTypes).contains(key.getAlgorithm()) ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return key == null ? null : chain.toArray(new X509Certificate[0]);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return key;
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return NONE;
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return NONE;
  }

  @Override
  public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return null;
  }
}
