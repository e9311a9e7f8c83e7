package io.flightlog.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.metrics.Severity;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeveritiesTest {
  @ParameterizedTest
  @CsvSource({
    "OFF, ERROR",
    "FATAL, ERROR",
    "ERROR, ERROR",
    "WARN, WARN",
    "INFO, INFO",
    "DEBUG, DEBUG",
    "TRACE, TRACE",
    "ALL, TRACE",
  })
  void eachLevelOfLog4j(String level, Severity severity) {
    assertEquals(severity, Severities.of(Level.valueOf(level)));
  }

  @Test
  void aLevelBetweenTwoIsWorthTheLower() {
    assertEquals(Severity.INFO, Severities.of(Level.forName("NOTICE", 350)));
    assertEquals(Severity.TRACE, Severities.of(Level.forName("FINE", 550)));
    assertEquals(Severity.INFO, Severities.of(null));
  }
}
