package io.flightlog.benchmarks;

import java.util.Map;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** What is behind SLF4J in a JVM. Both are on the class path; properties choose. */
enum Framework {
  LOGBACK("ch.qos.logback.classic.spi.LogbackServiceProvider", "logback.configurationFile") {
    @Override
    void stop() {
      ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
      ((ch.qos.logback.classic.LoggerContext) loggers).stop();
    }
  },
  LOG4J2("org.apache.logging.slf4j.SLF4JServiceProvider", "log4j2.configurationFile") {
    /** Its own hook does that when the JVM exits. */
    @Override
    void stop() {}
  };

  private final String provider;
  private final String configurationProperty;

  Framework(String provider, String configurationProperty) {
    this.provider = provider;
    this.configurationProperty = configurationProperty;
  }

  /** The system properties that a JVM needs before it logs for the first time. */
  Map<String, String> properties(String configuration) {
    return Map.of("slf4j.provider", provider, configurationProperty, configuration);
  }

  /** Ends logging in this JVM in an orderly way. */
  abstract void stop();

  /** The one that this JVM was started with. */
  static Framework ofThisJvm() {
    for (Framework framework : values()) {
      if (framework.provider.equals(System.getProperty("slf4j.provider"))) {
        return framework;
      }
    }
    throw new IllegalStateException("slf4j.provider is " + System.getProperty("slf4j.provider"));
  }
}
