package io.flightlog.examples.fleet;

import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes the typed client of Elasticsearch 9 understood by an 8.x server, which refuses every
 * request that asks for {@code compatible-with=9}: asks for 8 instead. Must be the last
 * interceptor, because the client adds those headers before. Called on the client's I/O threads.
 */
final class CompatibleHeaders implements HttpRequestInterceptor {
  private static final String OURS = "compatible-with=9";
  private volatile int serverMajor = 9;

  /** From now on speak to a server of this major version. */
  void speakTo(int major) {
    serverMajor = major;
  }

  @Override
  public void process(
      HttpRequest request, @Nullable EntityDetails entity, @Nullable HttpContext context) {
    if (serverMajor != 8) {
      return;
    }
    for (String name : new String[] {HttpHeaders.ACCEPT, HttpHeaders.CONTENT_TYPE}) {
      Header header = request.getFirstHeader(name);
      if (header != null && header.getValue().contains(OURS)) {
        request.setHeader(name, header.getValue().replace(OURS, "compatible-with=8"));
      }
    }
  }
}
