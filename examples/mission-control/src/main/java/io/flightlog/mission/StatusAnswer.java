package io.flightlog.mission;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code /api/status}. */
record StatusAnswer(
    boolean reachable,
    @Nullable String version,
    URI elasticsearchUrl,
    String indices,
    @Nullable URI kibanaUrl,
    ApiException.Body.@Nullable Told error,
    Instant time) {

  static StatusAnswer ask(Cluster cluster, Settings settings) {
    try {
      return of(settings, true, cluster.version(), null);
    } catch (IOException away) {
      return of(settings, false, null, Failures.explain(away, settings.url()).body().error());
    }
  }

  private static StatusAnswer of(
      Settings settings,
      boolean reachable,
      @Nullable String version,
      ApiException.Body.@Nullable Told error) {
    return new StatusAnswer(
        reachable,
        version,
        settings.url(),
        settings.indices(),
        settings.kibana(),
        error,
        Instant.now());
  }
}
