package io.flightlog.log4j2;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.plugins.visitors.AbstractPluginVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Takes all attributes off an element. Log4j2's own visitors write each value into the status log;
 * some of ours are secrets, so names are all that is shown.
 */
public final class OptionAttributesVisitor extends AbstractPluginVisitor<OptionAttributes> {

  public OptionAttributesVisitor() {
    super(OptionAttributes.class);
  }

  @Override
  public Object visit(
      Configuration configuration, Node node, @Nullable LogEvent event, StringBuilder log) {
    Map<String, String> taken = new LinkedHashMap<>();
    node.getAttributes().forEach((name, text) -> taken.put(name, substitutor.replace(event, text)));
    node.getAttributes().clear();
    log.append("options=").append(taken.keySet());
    return taken;
  }
}
