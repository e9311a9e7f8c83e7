package io.flightlog.testkit.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/** Whether a server that is starting is ready for requests. */
public final class HealthCheck {

  private static final int TIMEOUT_MILLIS = 5_000;

  private HealthCheck() {}

  /**
   * One look; waits for the server for a second.
   *
   * @param tls null in the clear
   */
  public static boolean answers(URI url, @Nullable ServerTls tls) {
    try {
      URI health = url.resolve("/_cluster/health?wait_for_status=yellow&timeout=1s");
      HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
      if (tls != null && connection instanceof HttpsURLConnection secured) {
        secured.setSSLSocketFactory(tls.clientContext().getSocketFactory());
        secured.setHostnameVerifier((host, session) -> true);
      }
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      int status = connection.getResponseCode();
      connection.disconnect();
      // 401: security is on, and only the test has the credentials
      return status == 200 || status == 401;
    } catch (IOException e) {
      return false;
    }
  }
}
