package io.flightlog.logback;

/**
 * The element {@code <mdc>}: which MDC keys are indexed, and under which names and types. {@code
 * <field>} may be given again.
 */
public final class MdcOptions {
  final OptionWords words = new OptionWords("mdc.");

  public void setInclude(String text) {
    words.set("include", text);
  }

  public void setExclude(String text) {
    words.set("exclude", text);
  }

  public void addField(MdcFieldOptions field) {
    words.add(field::addTo);
  }
}
