package io.flightlog.log4j2;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Node;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;

/** Notes each message it gets, in whichever configuration it stands: what Log4j2 handed out. */
@Plugin(name = "Witness", category = Node.CATEGORY, elementType = Appender.ELEMENT_TYPE)
public final class Witness extends AbstractAppender {
  static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

  private Witness(String name) {
    super(name, null, null, true, Property.EMPTY_ARRAY);
  }

  @PluginFactory
  public static Witness create(@PluginAttribute("name") String name) {
    return new Witness(name);
  }

  @Override
  public void append(LogEvent event) {
    SEEN.add(event.getMessage().getFormattedMessage());
  }
}
