package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import io.flightlog.metrics.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeveritiesTest {

  @ParameterizedTest
  @EnumSource(Severity.class)
  void eachLevelHasTheSeverityOfItsName(Severity severity) {
    assertEquals(severity, Severities.of(Level.valueOf(severity.name())));
  }

  @Test
  void theEdgesAndNoLevelAtAllHaveOneToo() {
    assertEquals(Severity.ERROR, Severities.of(Level.OFF));
    assertEquals(Severity.TRACE, Severities.of(Level.toLevel(Integer.MIN_VALUE)));
    assertEquals(Severity.INFO, Severities.of(null));
  }
}
