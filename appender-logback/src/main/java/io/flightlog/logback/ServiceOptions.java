package io.flightlog.logback;

/** The element {@code <service>}: who logs; what is left out is taken from the environment. */
public final class ServiceOptions {
  final OptionWords words = new OptionWords("service.");

  public void setName(String text) {
    words.set("name", text);
  }

  public void setVersion(String text) {
    words.set("version", text);
  }

  public void setEnvironment(String text) {
    words.set("environment", text);
  }

  public void setNodeName(String text) {
    words.set("nodeName", text);
  }
}
