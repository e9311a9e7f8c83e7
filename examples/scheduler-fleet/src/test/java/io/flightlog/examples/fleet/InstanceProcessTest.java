package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InstanceProcessTest {
  @Test
  void aLineThatALoggingFrameworkWritesOfItselfIsNoEvent() {
    String console =
        """
        2026-11-26T19:50:36.097 INFO  [main] i.f.e.f.SchedulerInstance task= Ready to run tasks
        2026-11-26T19:50:36.097470140Z main ERROR Appender [ELASTIC]: no disk
        19:50:36,097 |-ERROR in ElasticsearchAppender[ELASTIC] - no disk
        events: 12 written, 11 sent
        2026-11-26T19:50:36.098 WARN  [main] o.h.m.Server task=order-1 slow
        java.lang.IllegalStateException: slow
        """;

    assertEquals(2, InstanceProcess.eventsIn(console));
  }
}
