package io.flightlog.testkit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The JUnit extension behind {@link WithElasticsearch}. */
final class SharedElasticsearch implements ParameterResolver {

  private static final String PROVIDER_PROPERTY = "flightlog.elasticsearch";
  private static final String VERSION_PROPERTY = "flightlog.elasticsearch.version";
  private static final Namespace NAMESPACE = Namespace.create(SharedElasticsearch.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == ElasticsearchServer.class || type == ServerProbe.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ElasticsearchServer server =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Attempt.class, key -> Attempt.toStart(), Attempt.class)
            .server();
    return parameter.getParameter().getType() == ServerProbe.class
        ? new ServerProbe(server.url())
        : server;
  }

  /** A server, or why there is none: a start that failed is not tried again by each test. */
  private record Attempt(@Nullable ElasticsearchServer started, @Nullable RuntimeException failure)
      implements AutoCloseable {

    private static Attempt toStart() {
      try {
        return new Attempt(started(System.getProperty(PROVIDER_PROPERTY, "zip")), null);
      } catch (RuntimeException e) {
        return new Attempt(null, e);
      }
    }

    private static ElasticsearchServer started(String provider) {
      return switch (provider.toLowerCase(Locale.ROOT)) {
        // boots some seconds later than with the quick compiler, and takes a million events in a
        // third of the time
        case "zip" -> RealElasticsearch.builder().heap("1g").fastBoot(false).start();
        case "docker" -> container();
        default ->
            throw new IllegalArgumentException(
                PROVIDER_PROPERTY + " must be zip or docker, not '" + provider + "'");
      };
    }

    /**
     * Testcontainers is an optional dependency: its absence shows as a class that cannot be linked.
     */
    private static ElasticsearchServer container() {
      try {
        return DockerElasticsearch.start(System.getProperty(VERSION_PROPERTY, ""));
      } catch (LinkageError e) {
        throw new ServerStartException(
            PROVIDER_PROPERTY
                + "=docker needs org.testcontainers:testcontainers-elasticsearch on the class path: "
                + e,
            e);
      }
    }

    private ElasticsearchServer server() {
      if (started == null) {
        throw new IllegalStateException("no Elasticsearch for this test run", failure);
      }
      return started;
    }

    /** Called by JUnit at the end of the test run. */
    @Override
    public void close() {
      if (started != null) {
        started.close();
      }
    }
  }
}
