package io.flightlog.benchmarks;

import io.flightlog.encode.EcsWriter;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Events of various kinds, as a front-end hands them to the encoder. */
public enum DocumentKind {
  /** A short message, no context. */
  SHORT("Started", 0, 0, false),
  /** What {@link Workload} logs. */
  WORKLOAD("Order 0000004711 of customer acme-corp exported in 42 ms", 6, 0, false),
  LONG_MESSAGE("Order 4711 of customer acme-corp: \"row\" exported\n".repeat(200), 6, 0, false),
  EXCEPTION("Order 4711 of customer acme-corp failed", 6, 0, true),
  NON_ASCII("Auftrag 4711 für Müller & Söhne: 東京への輸出 ✓ 😀 Überprüfung läuft", 6, 0, false),
  MANY_LABELS("Order 4711 of customer acme-corp exported in 42 ms", 6, 40, false);

  private static final List<String> MDC =
      List.of("task.id", "task.name", "user.id", "trace.id", "span.id", "instance");
  private static final List<String> MDC_VALUES =
      List.of(
          "invoice-export-4711-1",
          "invoice-export",
          "user-1",
          "4bf92f3577b34da6a3ce929d0e0e4731",
          "00f067aa0ba902b1",
          "scheduler-1");
  private static final List<String> LABELS =
      IntStream.range(0, 40).mapToObj(label -> "label" + label).toList();

  @SuppressWarnings("StaticAssignmentOfThrowable") // made once, so that only its encoding costs
  private static final Throwable ERROR = new IllegalStateException("no route to printer", deep(30));

  private final String message;
  private final int contextEntries;
  private final int labels;
  private final boolean fails;

  DocumentKind(String message, int contextEntries, int labels, boolean fails) {
    this.message = message;
    this.contextEntries = contextEntries;
    this.labels = labels;
    this.fails = fails;
  }

  private static Throwable deep(int calls) {
    return calls == 0 ? new IOException("connection reset") : deep(calls - 1);
  }

  /** Writes one event, the number of which makes its time. Any thread. */
  public void encode(EcsWriter out, int number) {
    out.begin();
    out.timestamp(1_700_000_000L + number / 1000, number % 1000 * 1_000_000);
    out.level("INFO");
    out.logger("com.example.scheduler.InvoiceExport");
    out.thread("worker-1");
    out.message(message);
    if (fails) {
      out.error(ERROR);
    }
    for (int i = 0; i < labels; i++) {
      out.keyValue(LABELS.get(i), "value of it");
    }
    for (int i = 0; i < contextEntries; i++) {
      out.contextEntry(MDC.get(i), MDC_VALUES.get(i));
    }
    out.end();
  }
}
