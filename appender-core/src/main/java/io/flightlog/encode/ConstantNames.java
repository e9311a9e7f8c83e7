package io.flightlog.encode;

import io.flightlog.config.ConfigException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of constant fields, as {@code field.name} gives them. A name without a dot, and one under
 * {@code labels.}, is a label; any other dotted name stays as it is, for ECS has a place for most
 * things ({@code cloud.region}). Refused is what the library writes itself or configures otherwise,
 * what is no keyword, and what would make one name both a value and an object.
 */
final class ConstantNames {
  private static final String OWN_BOUND = "a name that the library does not write itself";
  private static final String LABELS = "labels.";
  private static final Pattern DOTTED = Pattern.compile("[\\p{Alnum}_@-]+(?:\\.[\\p{Alnum}_@-]+)+");
  private static final Set<String> OWN_OBJECTS =
      Set.of("agent", "data_stream", "flightlog", "numeric_labels");
  private static final Set<String> OWN =
      Set.of("event.sequence", "event.kind", "flightlog", "labels", "numeric_labels");

  private ConstantNames() {}

  /**
   * The name in the document.
   *
   * @param present names of the constants so far
   * @throws ConfigException when it cannot be a constant
   */
  static String resolve(String name, Set<String> present) {
    if (name.startsWith(LABELS)) {
      return unused(name, LABELS + LabelName.of(name.substring(LABELS.length())), present);
    }
    if (EcsField.find(name) == null && !OWN.contains(name) && name.indexOf('.') < 0) {
      return unused(name, LABELS + LabelName.of(name), present);
    }
    EcsField field = EcsField.find(name);
    if (OWN.contains(name)
        || OWN_OBJECTS.contains(name.substring(0, Math.max(0, name.indexOf('.'))))
        || (field != null && field.type != EcsField.Type.KEYWORD)) {
      throw refused(OWN_BOUND, name);
    }
    if (!DOTTED.matcher(name).matches()) {
      throw refused("letters, digits, _, @ and - between single dots", name);
    }
    for (EcsField other : EcsField.values()) {
      refuseNested(name, other.ecsName);
    }
    for (String other : present) {
      refuseNested(name, other);
    }
    return unused(name, name, present);
  }

  private static String unused(String name, String resolved, Set<String> present) {
    if (resolved.equals(EcsWriter.TRUNCATED) || resolved.equals(EcsWriter.FAILURE)) {
      throw refused(OWN_BOUND, name);
    }
    if (present.contains(resolved)) {
      throw refused("a name that no other constant has", name);
    }
    return resolved;
  }

  private static void refuseNested(String name, String other) {
    if (name.startsWith(other + ".") || other.startsWith(name + ".")) {
      throw refused("no part of another field's name (" + other + ")", name);
    }
  }

  private static ConfigException refused(String bound, String name) {
    return new ConfigException("option field.name: must be " + bound + ", but is \"" + name + "\"");
  }
}
