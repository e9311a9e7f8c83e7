package io.flightlog.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The names that documents may go to; {@code DestinationNamesIT} asks servers of the same. */
class DestinationNamesTest {
  @ParameterizedTest
  @MethodSource("io.flightlog.config.DestinationNames#indices")
  void indices(DestinationNames.Name index) {
    assertTaken(index.weTakeIt(), index.text(), Map.of("index", index.text()));
  }

  @ParameterizedTest
  @MethodSource("io.flightlog.config.DestinationNames#datasets")
  void datasets(DestinationNames.Name dataset) {
    assertTaken(dataset.weTakeIt(), dataset.text(), Map.of("dataset", dataset.text()));
  }

  @ParameterizedTest
  @MethodSource("io.flightlog.config.DestinationNames#parts")
  void namespaces(DestinationNames.Name namespace) {
    Map<String, String> options = Map.of("dataset", "d", "namespace", namespace.text());
    assertTaken(namespace.weTakeIt(), namespace.text(), options);
  }

  @Test
  void theWholeNameOfADataStreamLeavesRoomForThatOfItsBackingIndex() {
    String dataset = "é".repeat(57);
    String namespace = "é".repeat(56) + "x";
    assertEquals(233, TargetName.utf8Bytes("logs-" + dataset + "-" + namespace));
    assertTaken(true, dataset, Map.of("dataset", dataset, "namespace", namespace));
    assertTaken(false, dataset, Map.of("dataset", dataset, "namespace", namespace + "x"));
  }

  private static void assertTaken(boolean taken, String name, Map<String, String> options) {
    if (taken) {
      String target = PipelineConfig.from(OptionValues.of(options)).destination().target();
      assertTrue(target.contains(name), target);
    } else {
      ConfigException refused =
          assertThrows(
              ConfigException.class, () -> PipelineConfig.from(OptionValues.of(options)), name);
      assertTrue(refused.getMessage().startsWith("option "), refused.getMessage());
    }
  }
}
