package io.flightlog.logback;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Writes options by their dotted names as the nested elements of a logback.xml. */
final class Xml {
  private Xml() {}

  static String elements(Map<String, String> options) {
    StringBuilder xml = new StringBuilder();
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    options.forEach(
        (name, text) -> {
          int dot = name.indexOf('.');
          if (dot < 0) {
            append(xml, name, escape(text));
          } else {
            groups
                .computeIfAbsent(name.substring(0, dot), group -> new TreeMap<>())
                .put(name.substring(dot + 1), text);
          }
        });
    groups.forEach((group, members) -> append(xml, group, elements(members)));
    return xml.toString();
  }

  private static void append(StringBuilder xml, String name, String body) {
    xml.append('<').append(name).append('>').append(body);
    xml.append("</").append(name).append(">\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
