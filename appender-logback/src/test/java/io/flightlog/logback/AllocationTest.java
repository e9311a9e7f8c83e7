package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.sun.management.ThreadMXBean;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.encode.EcsFormat;
import io.flightlog.encode.EcsWriter;
import io.flightlog.encode.WriterPool;
import io.flightlog.testkit.LogCall;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What encoding costs the caller's heap, beyond Logback's own event and formatted message. */
class AllocationTest {
  private static final int BOUND_BYTES = 40;
  private static final int ROUNDS = 20_000;

  private final WriterPool writers =
      new WriterPool(
          new EcsFormat(PipelineConfig.from(new OptionValues()), "0123456789abcdef", Map.of()));
  private final LogbackEncoder encoder = new LogbackEncoder(false);

  @Test
  void anEventWithSixMdcEntriesStaysUnderTheBound() {
    LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    mdc.put("task.id", "invoice-4711");
    mdc.put("task.name", "invoice");
    mdc.put("user.id", "anna");
    mdc.put("trace.id", "4bf92f3577b34da6a3ce929d0e0e4736");
    mdc.put("span.id", "00f067aa0ba902b7");
    mdc.put("instance", "billing-1");
    LogCall call = LogCall.info("ran {} of {} for {}", 3, "four", "anna").mdc(mdc.getPropertyMap());
    LoggingEvent event = new Events().of(call);
    event.prepareForDeferredProcessing();
    double bytes = bytesPerEncoding(event);
    assertTrue(bytes <= BOUND_BYTES, () -> bytes + " bytes per event");
  }

  private double bytesPerEncoding(LoggingEvent event) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    encode(event); // warm: classes, caches and the writer's own buffer
    long best = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      encode(event);
      best = Math.min(best, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return (double) best / ROUNDS;
  }

  private void encode(LoggingEvent event) {
    for (int i = 0; i < ROUNDS; i++) {
      EcsWriter out = writers.acquire();
      try {
        out.begin();
        encoder.encode(event, out);
        out.end();
      } finally {
        writers.release(out);
      }
    }
  }
}
