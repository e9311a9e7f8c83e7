package io.flightlog.tls;

import io.flightlog.config.TlsConfig;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * One state of the files: every connection that is opened while it is the current one uses it, and
 * no session outlives it. Compared by identity. Any thread.
 */
public final class TlsContext {
  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

  private final SSLContext ssl;
  private final ClientKey client;
  private final boolean verifiesHostname;

  private TlsContext(SSLContext ssl, ClientKey client, boolean verifiesHostname) {
    this.ssl = ssl;
    this.client = client;
    this.verifiesHostname = verifiesHostname;
  }

  static TlsContext of(TlsConfig config, TlsFiles files) throws MaterialException {
    ClientKey client = client(config, files);
    List<X509Certificate> certificates = certificates(config, files);
    try {
      SSLContext ssl = SSLContext.getInstance("TLS");
      ssl.init(new KeyManager[] {client}, new TrustManager[] {trust(config, certificates)}, null);
      return new TlsContext(ssl, client, config.verifyHostname());
    } catch (GeneralSecurityException unusable) {
      throw new MaterialException("this JVM has no TLS: " + Words.message(unusable), unusable);
    }
  }

  public SSLContext ssl() {
    return ssl;
  }

  /** Has the engine of a connection speak what is spoken here, and look at its peer's name. */
  public void prepare(SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(PROTOCOLS.toArray(new String[0]));
    if (verifiesHostname) {
      parameters.setEndpointIdentificationAlgorithm(ServerTrust.BY_NAME);
    }
    engine.setSSLParameters(parameters);
  }

  ClientKey client() {
    return client;
  }

  private static ServerTrust trust(TlsConfig config, List<X509Certificate> certificates)
      throws GeneralSecurityException {
    if (!config.caFingerprints().isEmpty()) {
      return ServerTrust.of(
          Anchors.pinned(config.caFingerprints(), certificates), config.verifyHostname());
    }
    return config.hasAnchorFiles()
        ? ServerTrust.of(Anchors.fixed(certificates), config.verifyHostname())
        : ServerTrust.ofJvm(config.verifyHostname());
  }

  private static List<X509Certificate> certificates(TlsConfig config, TlsFiles files)
      throws MaterialException {
    List<X509Certificate> certificates = new ArrayList<>();
    Path caFile = config.caFile();
    if (caFile != null) {
      certificates.addAll(Certificates.ofPem(files.content(caFile), "tls.caFile " + caFile));
    }
    Path store = config.trustStoreFile();
    if (store != null) {
      certificates.addAll(
          Certificates.ofTrustStore(
              files.content(store),
              files.password(config.trustStorePassword()),
              "tls.trustStoreFile " + store));
    }
    return certificates;
  }

  private static ClientKey client(TlsConfig config, TlsFiles files) throws MaterialException {
    Path certificateFile = config.certificateFile();
    Path keyFile = config.keyFile();
    if (certificateFile == null || keyFile == null) {
      return ClientKey.none();
    }
    List<X509Certificate> chain =
        Certificates.ofPem(
            files.content(certificateFile), "tls.certificateFile " + certificateFile);
    PrivateKey key =
        PrivateKeys.ofPem(
            files.content(keyFile), files.password(config.keyPassword()), "tls.keyFile " + keyFile);
    if (!PrivateKeys.match(key, chain.get(0).getPublicKey())) {
      throw new MaterialException(
          "tls.keyFile "
              + keyFile
              + ": not the key of the first certificate in "
              + certificateFile
              + ", "
              + Words.subject(chain.get(0)));
    }
    return ClientKey.of(key, chain);
  }
}
