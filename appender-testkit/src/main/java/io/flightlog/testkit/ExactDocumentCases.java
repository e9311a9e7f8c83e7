package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Byte for byte what a call becomes, so that no two front-ends differ in a single one. For
 * front-ends that encode with the core; the MDC is handed over in the order of its keys.
 */
public interface ExactDocumentCases extends LogEncoding {

  @Test
  default void aPlainCallIsWrittenByteForByte() {
    assertDocument(
        """
        {"@timestamp":"2026-10-31T23:59:58.123456Z","log.level":"INFO","log.logger":"a.b.C",\
        "process.thread.name":"caller-1","message":"ran 3 of fünf \\"\\u2028\\" 🚀"}
        """,
        LogCall.info("ran {} of {}", 3, "f\u00fcnf \"\u2028\" \ud83d\ude80").logger("a.b.C"));
  }

  @Test
  default void allThatACallMayHoldIsWrittenByteForByte() {
    Map<String, String> mdc = new TreeMap<>();
    mdc.put("shop.site", "north");
    mdc.put("task.attempt", "3");
    mdc.put("task.id", "invoice-7");
    mdc.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
    mdc.put("user", "anna");
    LogCall call =
        LogCall.at(LogCall.Level.WARN, "as it is {}")
            .marker("AUDIT")
            .keyValue("event.action", "task-run")
            .keyValue("event.duration", 1_500_000_000L)
            .keyValue("rows", 42)
            .keyValue("ratio", 0.25)
            .keyValue("who", "night shift");
    assertDocument(
        """
        {"@timestamp":"2026-10-31T23:59:58.123456Z","log.level":"WARN",\
        "log.logger":"io.flightlog.contract.Caller","process.thread.name":"caller-1",\
        "message":"as it is {}","tags":["AUDIT"],\
        "event.action":"task-run","event.duration":1500000000,\
        "numeric_labels.rows":42,"numeric_labels.ratio":0.25,"labels.who":"night shift",\
        "labels.shop_site":"north","task.attempt":3,"task.id":"invoice-7",\
        "trace.id":"4bf92f3577b34da6a3ce929d0e0e4736","user.id":"anna"}
        """,
        call.mdc(mdc));
  }

  @Test
  default void anErrorIsWrittenByteForByte() {
    IOException cause = new IOException("jam");
    IOException suppressed = new IOException("while closing");
    IllegalStateException failure = new IllegalStateException("no paper", cause);
    failure.addSuppressed(suppressed);
    StackTraceElement[] frames = {
      new StackTraceElement("app.Printer", "print", "Printer.java", 17),
      new StackTraceElement("app.Main", "main", "Main.java", 3)
    };
    failure.setStackTrace(frames);
    cause.setStackTrace(frames);
    suppressed.setStackTrace(frames);
    assertDocument(
        """
        {"@timestamp":"2026-10-31T23:59:58.123456Z","log.level":"ERROR",\
        "log.logger":"io.flightlog.contract.Caller","process.thread.name":"caller-1",\
        "message":"printing failed","error.type":"java.lang.IllegalStateException",\
        "error.id":"5167c71266686f0f","error.message":"no paper",\
        "error.stack_trace":"java.lang.IllegalStateException: no paper\\n\
        \\tat app.Printer.print(Printer.java:17)\\n\\tat app.Main.main(Main.java:3)\\n\
        \\tSuppressed: java.io.IOException: while closing\\n\\t\\t... 2 more\\n\
        Caused by: java.io.IOException: jam\\n\\t... 2 more\\n"}
        """,
        LogCall.error("printing failed", failure));
  }

  @Test
  default void aNullMessageIsWrittenByteForByte() {
    assertDocument(
        """
        {"@timestamp":"2026-10-31T23:59:58.123456Z","log.level":"INFO",\
        "log.logger":"io.flightlog.contract.Caller","process.thread.name":"caller-1",\
        "message":"null"}
        """,
        LogCall.info(null, (Object[]) null));
  }

  private void assertDocument(String expected, LogCall call) {
    assertEquals(expected.strip(), new String(encode(call), StandardCharsets.UTF_8));
  }
}
