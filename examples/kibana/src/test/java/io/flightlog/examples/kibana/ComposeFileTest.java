package io.flightlog.examples.kibana;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be said of the Compose file without an engine to run it. */
class ComposeFileTest {
  private static JsonNode services() throws IOException {
    return new YAMLMapper().readTree(Path.of("compose.yaml").toFile()).path("services");
  }

  @Test
  void nothingIsOpenToOtherMachines() throws IOException {
    int ports = 0;
    for (JsonNode service : services()) {
      for (String port : SavedObjects.texts(service.path("ports"))) {
        assertTrue(port.startsWith("127.0.0.1:"), port);
        ports++;
      }
    }
    assertEquals(2, ports);
  }

  @Test
  void eachImageHasAVersionAndTheTwoOfElasticTheSame() throws IOException {
    for (JsonNode service : services()) {
      String image = service.path("image").asText();
      assertTrue(image.matches(".+:(\\$\\{ELASTIC_VERSION:-)?\\d+\\.\\d+\\.\\d+.*"), image);
    }
    assertEquals(version(services().path("elasticsearch")), version(services().path("kibana")));
  }

  private static String version(JsonNode service) {
    String image = service.path("image").asText();
    return image.substring(image.indexOf(':'));
  }

  @Test
  void eachServiceThatIsWaitedForSaysWhenItIsHealthy() throws IOException {
    JsonNode services = services();
    for (JsonNode service : services) {
      for (Map.Entry<String, JsonNode> other : service.path("depends_on").properties()) {
        assertEquals("service_healthy", other.getValue().path("condition").asText());
        JsonNode test = services.path(other.getKey()).at("/healthcheck/test");
        assertEquals(List.of("CMD", "curl"), SavedObjects.texts(test).subList(0, 2));
      }
    }
  }
}
