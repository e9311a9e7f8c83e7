package io.flightlog.examples.boot;

import io.flightlog.Flightlog;
import io.flightlog.metrics.LossReason;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.metrics.Severity;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;

/**
 * The recorder's counters as meters, {@code flightlog.*}, of all pipelines together. They are read
 * when somebody asks.
 */
@Component
class RecorderMetrics implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
    count(registry, "accepted", PipelineStats::accepted);
    count(registry, "adopted", PipelineStats::adopted);
    count(registry, "delivered", PipelineStats::delivered);
    count(registry, "redirected", PipelineStats::redirected);
    count(registry, "dead.lettered", PipelineStats::deadLettered);
    for (Severity severity : Severity.values()) {
      counter("flightlog.events.dropped", stats -> dropped(stats, severity))
          .tag("level", severity.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    for (LossReason reason : LossReason.values()) {
      counter("flightlog.events.lost", stats -> stats.lost(reason))
          .tag("reason", reason.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    gauge(registry, "flightlog.events.resident", PipelineStats::resident);
    gauge(registry, "flightlog.events.spooled", PipelineStats::spooled);
    gauge(registry, "flightlog.spool.bytes", PipelineStats::spoolBytes);
    counter("flightlog.requests", PipelineStats::requests).register(registry);
    counter("flightlog.requests.retried", PipelineStats::retriedRequests).register(registry);
    counter("flightlog.sent.bytes", PipelineStats::wireBytes).register(registry);
  }

  private static void count(
      MeterRegistry registry, String fate, ToLongFunction<PipelineStats> count) {
    counter("flightlog.events." + fate, count).register(registry);
  }

  private static FunctionCounter.Builder<ToLongFunction<PipelineStats>> counter(
      String name, ToLongFunction<PipelineStats> count) {
    return FunctionCounter.builder(name, count, RecorderMetrics::sum);
  }

  private static void gauge(
      MeterRegistry registry, String name, ToLongFunction<PipelineStats> level) {
    Gauge.builder(name, () -> sum(level)).register(registry);
  }

  private static double sum(ToLongFunction<PipelineStats> count) {
    return Flightlog.pipelines().stream().mapToLong(count).sum();
  }

  private static long dropped(PipelineStats stats, Severity severity) {
    return stats.dropped().values().stream()
        .mapToLong(bySeverity -> bySeverity.getOrDefault(severity, 0L))
        .sum();
  }
}
