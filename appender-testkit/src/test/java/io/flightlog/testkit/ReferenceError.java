package io.flightlog.testkit;

import io.flightlog.testkit.ReferenceEncoder.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** The {@code error.*} fields of the reference encoder. */
record ReferenceError(Fault fault) {

  void write(Throwable throwable, Map<String, Object> document) {
    document.put("error.type", throwable.getClass().getName());
    String message = MessageText.quietly(throwable::getMessage);
    if (message != null) {
      document.put("error.message", ReferenceEncoder.cut(message, 1024, fault));
    }
    StringWriter stack = new StringWriter();
    StringBuilder frames = new StringBuilder();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    trace(throwable, "", new PrintWriter(stack), frames, seen, 0);
    document.put(
        "error.stack_trace",
        ReferenceEncoder.cut(stack.toString(), ErrorCases.MAX_STACK_TRACE_BYTES, fault));
    Object identity = fault == Fault.IDENTIFIES_ERRORS_BY_MESSAGE ? message : frames;
    document.put("error.id", Integer.toHexString(String.valueOf(identity).hashCode()));
  }

  private void trace(
      Throwable at,
      String caption,
      PrintWriter out,
      StringBuilder frames,
      Set<Throwable> seen,
      int depth) {
    boolean again = !seen.add(at);
    if (again && fault == Fault.FOLLOWS_CYCLES) {
      throw new StackOverflowError("as it would be");
    }
    if (again || depth > 100) {
      return;
    }
    out.println(caption + MessageText.quietly(at::toString));
    frames.append(at.getClass().getName());
    StackTraceElement[] trace = at.getStackTrace();
    for (StackTraceElement frame : Arrays.asList(trace).subList(0, Math.min(trace.length, 1000))) {
      out.println("\tat " + frame);
      frames
          .append(frame.getClassName())
          .append(frame.getMethodName())
          .append(frame.getLineNumber());
    }
    for (Throwable suppressed : at.getSuppressed()) {
      trace(suppressed, "Suppressed: ", out, frames, seen, depth + 1);
    }
    if (at.getCause() != null) {
      trace(at.getCause(), "Caused by: ", out, frames, seen, depth + 1);
    }
  }
}
