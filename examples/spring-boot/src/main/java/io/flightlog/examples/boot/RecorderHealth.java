package io.flightlog.examples.boot;

import io.flightlog.Flightlog;
import io.flightlog.metrics.PipelineStats;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * How the recorder is: UP, or DEGRADED with the reason. Not DOWN: the application does its work
 * without Elasticsearch, so a load balancer must not take it away (DEGRADED answers with 200).
 * Events lie on disk only while Elasticsearch takes none, or too few; what was dropped or lost is
 * told once, by the first look after it.
 */
@Component("recorder")
class RecorderHealth implements HealthIndicator {
  private static final Status DEGRADED = new Status("DEGRADED");

  private long gone;

  @Override
  public synchronized Health health() {
    List<PipelineStats> pipelines = Flightlog.pipelines();
    long spooled = sum(pipelines, PipelineStats::spooled);
    long goneBefore = gone;
    gone = sum(pipelines, stats -> stats.droppedTotal() + stats.lostTotal());
    Health.Builder health =
        Health.up()
            .withDetail("accepted", sum(pipelines, PipelineStats::accepted))
            .withDetail("delivered", sum(pipelines, PipelineStats::delivered))
            .withDetail("deadLettered", sum(pipelines, PipelineStats::deadLettered))
            .withDetail("dropped", sum(pipelines, PipelineStats::droppedTotal))
            .withDetail("lost", sum(pipelines, PipelineStats::lostTotal))
            .withDetail("resident", sum(pipelines, PipelineStats::resident))
            .withDetail("spooled", spooled);
    if (pipelines.isEmpty()) {
      return degraded(health, "no appender is started");
    }
    if (gone > goneBefore) {
      return degraded(health, (gone - goneBefore) + " events were dropped or lost");
    }
    if (spooled > 0) {
      return degraded(health, spooled + " events wait on disk for Elasticsearch");
    }
    return health.build();
  }

  private static Health degraded(Health.Builder health, String reason) {
    return health.status(DEGRADED).withDetail("reason", reason).build();
  }

  private static long sum(List<PipelineStats> pipelines, ToLongFunction<PipelineStats> count) {
    return pipelines.stream().mapToLong(count).sum();
  }
}
