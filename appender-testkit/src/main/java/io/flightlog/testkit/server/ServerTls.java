package io.flightlog.testkit.server;

import io.flightlog.testkit.tls.CertificateAuthority;
import io.flightlog.testkit.tls.CertificateAuthority.Request;
import io.flightlog.testkit.tls.Issued;
import io.flightlog.testkit.tls.LookingClient;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;

/**
 * HTTPS of a server with security: PEM files in its configuration directory, which it reads again
 * within a second after they were replaced, and a client certificate that it demands of everybody.
 * One authority signs all of them. Immutable.
 */
public final class ServerTls {

  private static final String CERTIFICATE = "tls/node.crt";
  private static final String KEY = "tls/node.key";
  private static final String AUTHORITY = "tls/ca.crt";

  private final CertificateAuthority authority = CertificateAuthority.root("Elasticsearch CA");
  private final LookingClient client = new LookingClient(authority.issue(new Request("testkit")));

  /** Signs whom the server trusts, and the server itself at its start. */
  public CertificateAuthority authority() {
    return authority;
  }

  /** For the test's own look at the server, whatever certificate it shows. */
  public SSLContext clientContext() {
    return client.context();
  }

  /** Whether the server shows that certificate by now. */
  public boolean isShown(X509Certificate certificate, int port) {
    return client.isShown(certificate, port);
  }

  /** What the server is to be configured with. */
  public Map<String, String> settings() {
    String ssl = "xpack.security.http.ssl.";
    return Map.of(
        ssl + "enabled",
        "true",
        ssl + "certificate",
        CERTIFICATE,
        ssl + "key",
        KEY,
        ssl + "certificate_authorities",
        AUTHORITY,
        ssl + "client_authentication",
        "required",
        "resource.reload.interval.high",
        "1s");
  }

  /** What the server is to read, by its name in the configuration directory. */
  public Map<String, String> files() {
    Map<String, String> files = new TreeMap<>(files(authority.issue("es")));
    files.put(AUTHORITY, authority.pem());
    return files;
  }

  /** What it is to read when it shall show another certificate. */
  public static Map<String, String> files(Issued identity) {
    return Map.of(CERTIFICATE, identity.pem(), KEY, identity.keyPem());
  }
}
