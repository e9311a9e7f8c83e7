package io.flightlog.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.logging.log4j.core.config.plugins.processor.PluginCache;
import org.apache.logging.log4j.core.config.plugins.processor.PluginEntry;
import org.junit.jupiter.api.Test;

/** What Log4j2's processor writes into the jar, without which no configuration finds the plugin. */
class PluginDescriptorTest {
  private static final Path META_INF = Path.of("target", "classes", "META-INF");

  @Test
  void everyElementIsInTheDescriptor() throws IOException {
    assertEquals(
        Set.of(
            "elasticsearch",
            "batch",
            "field",
            "header",
            "headers",
            "mask",
            "mdc",
            "queue",
            "retry",
            "service",
            "spool",
            "tls"),
        plugins().keySet());
  }

  /** By which a native image finds the factories. */
  @Test
  void everyPluginsFactoryIsInTheMetadataForNativeImages() throws IOException {
    Path file =
        META_INF.resolve(
            "native-image/log4j-generated/io.flightlog/flightlog-appender-log4j2/"
                + "reflect-config.json");
    Set<String> withFactory = new TreeSet<>();
    for (JsonNode type : new ObjectMapper().readTree(file.toFile())) {
      if (type.path("methods").findValuesAsText("name").contains("create")) {
        withFactory.add(type.path("name").asText());
      }
    }
    Set<String> classes = new TreeSet<>();
    plugins().values().forEach(plugin -> classes.add(plugin.getClassName()));
    assertEquals(
        List.of(ElasticsearchAppender.class.getName(), OptionElement.class.getName()),
        List.copyOf(classes));
    assertEquals(classes, withFactory);
  }

  private static Map<String, PluginEntry> plugins() throws IOException {
    PluginCache cache = new PluginCache();
    Path file = META_INF.resolve("org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat");
    cache.loadCacheFiles(Collections.enumeration(List.of(file.toUri().toURL())));
    assertEquals(Set.of("core"), cache.getAllCategories().keySet());
    return new TreeMap<>(cache.getCategory("core"));
  }
}
