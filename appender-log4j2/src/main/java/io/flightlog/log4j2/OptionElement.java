package io.flightlog.log4j2;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAliases;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;
import org.apache.logging.log4j.core.config.plugins.PluginNode;

/**
 * Any element within {@code <Elasticsearch>}, as it was written: {@link OptionReader} knows what it
 * means. Log4j2 finds elements by their names, whatever they stand in, and so one class serves for
 * all.
 *
 * @param name in lower case, as Log4j2 does not tell cases apart
 */
@Plugin(name = "Batch", category = Node.CATEGORY, printObject = false)
@PluginAliases({
  "Field", "Header", "Headers", "Mask", "Mdc", "Queue", "Retry", "Service", "Spool", "Tls"
})
public record OptionElement(
    String name, Map<String, String> attributes, List<OptionElement> elements) {

  /** Called by Log4j2. */
  @PluginFactory
  public static OptionElement create(
      @PluginNode Node node,
      @OptionAttributes Map<String, String> attributes,
      @PluginElement("options") OptionElement[] elements) {
    return new OptionElement(
        node.getName().toLowerCase(Locale.ROOT), Map.copyOf(attributes), List.of(elements));
  }

  /** Shows no values: some are secrets. */
  @Override
  public String toString() {
    return "<" + name + ">";
  }
}
