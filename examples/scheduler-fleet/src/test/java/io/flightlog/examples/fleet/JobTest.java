package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class JobTest {
  @AfterEach
  void close() {
    MDC.clear();
  }

  @Test
  void eachStepOfAChainIsASpanOfOneTraceOfOneUser() {
    MDC.put("user.id", "alice");
    Tracing.startTrace();
    Job first = Job.of("alice", "12.50");
    Job second = first.forNextStep();

    String trace = MDC.get("trace.id");
    assertTrue(first.taskContext().get("traceparent").contains(trace), first.toString());
    assertTrue(second.taskContext().get("traceparent").contains(trace), second.toString());
    assertNotEquals(first.taskContext(), second.taskContext());
    assertEquals("alice", first.taskContext().get("flightlog_user"));
    assertEquals("alice", second.taskContext().get("flightlog_user"));
    assertEquals(first.detail(), second.detail());
  }
}
