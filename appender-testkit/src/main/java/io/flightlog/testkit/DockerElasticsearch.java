package io.flightlog.testkit;

import java.net.URI;
import org.testcontainers.elasticsearch.ElasticsearchContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A full distribution in a container, by Testcontainers: what the integ-test zip lacks (ILM,
 * failure store, ingest) is there. The only class that needs Testcontainers, which is an optional
 * dependency.
 */
final class DockerElasticsearch implements ElasticsearchServer {

  private static final String IMAGE = "docker.elastic.co/elasticsearch/elasticsearch";

  private final ElasticsearchContainer container;
  private final String version;

  private DockerElasticsearch(ElasticsearchContainer container, String version) {
    this.container = container;
    this.version = version;
  }

  /**
   * Starts a container of that version.
   *
   * @throws ServerStartException if there is no container engine, or the start fails
   */
  static ElasticsearchServer start(String version) {
    if (version.isBlank()) {
      throw new IllegalArgumentException(
          "flightlog.elasticsearch.version must name the version of the image, it is empty");
    }
    try {
      ElasticsearchContainer container =
          new ElasticsearchContainer(DockerImageName.parse(IMAGE).withTag(version))
              .withEnv("xpack.security.enabled", "false")
              .withEnv("ES_JAVA_OPTS", "-Xms512m -Xmx512m");
      container.start();
      return new DockerElasticsearch(container, version);
    } catch (RuntimeException e) {
      // containers of a failed start are removed by Testcontainers
      throw new ServerStartException(
          "cannot start " + IMAGE + ":" + version + "; is there a container engine? " + e, e);
    }
  }

  @Override
  public URI url() {
    return URI.create("http://" + container.getHttpHostAddress());
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public void close() {
    container.close();
  }
}
