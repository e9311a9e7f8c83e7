package io.flightlog.log4j2;

import java.util.Map;
import java.util.TreeMap;

/** Writes options by their dotted names as the attributes and elements of a log4j2.xml. */
final class Xml {
  private Xml() {}

  /** The element of an appender named ELASTIC. */
  static String appender(Map<String, String> options) {
    StringBuilder attributes = new StringBuilder(" name=\"ELASTIC\"");
    Map<String, StringBuilder> groups = new TreeMap<>();
    options.forEach(
        (name, text) -> {
          int dot = name.indexOf('.');
          if (dot < 0) {
            append(attributes, name, text);
          } else {
            String group = name.substring(0, dot);
            append(
                groups.computeIfAbsent(group, g -> new StringBuilder()),
                name.substring(dot + 1),
                text);
          }
        });
    StringBuilder elements = new StringBuilder();
    groups.forEach(
        (group, members) -> elements.append('<').append(group).append(members).append("/>"));
    return appender(attributes.toString(), elements.toString());
  }

  /** As above, as they are written. */
  static String appender(String attributes, String elements) {
    return "<Elasticsearch" + attributes + ">" + elements + "</Elasticsearch>";
  }

  private static void append(StringBuilder xml, String name, String text) {
    xml.append(' ').append(name).append("=\"").append(escape(text)).append('"');
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
