package io.flightlog.metrics;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * Shows a pipeline's statistics in the platform's MBean server until closed. Failing to is
 * reported, never fatal.
 */
public final class JmxRegistration implements AutoCloseable {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName name;

  private JmxRegistration(ObjectName name) {
    this.name = name;
  }

  /**
   * @param pipeline the pipeline's name, any text
   * @param instanceId distinguishes pipelines of one name
   * @return what removes it again; does nothing when registering failed
   */
  public static AutoCloseable register(
      String pipeline, String instanceId, Supplier<PipelineStats> stats, Diagnostics diagnostics) {
    try {
      ObjectName name =
          new ObjectName(
              "io.flightlog:type=Pipeline,name="
                  + ObjectName.quote(pipeline)
                  + ",instance="
                  + instanceId);
      JmxRegistration registration = new JmxRegistration(name);
      registration.server.registerMBean(
          new StandardMBean(new Reading(stats), PipelineMXBean.class, true), name);
      return registration;
    } catch (JMException | RuntimeException refused) {
      diagnostics.warn("statistics of pipeline " + pipeline + " are not in JMX", refused);
      return () -> {};
    }
  }

  @Override
  public void close() throws JMException {
    server.unregisterMBean(name);
  }

  private record Reading(Supplier<PipelineStats> stats) implements PipelineMXBean {
    @Override
    public String getInstanceId() {
      return stats.get().instanceId();
    }

    @Override
    public long getOffered() {
      return stats.get().offered();
    }

    @Override
    public long getAccepted() {
      return stats.get().accepted();
    }

    @Override
    public long getAdopted() {
      return stats.get().adopted();
    }

    @Override
    public long getDropped() {
      return stats.get().droppedTotal();
    }

    @Override
    public Map<String, Long> getDroppedByReason() {
      Map<String, Long> counts = new TreeMap<>();
      stats
          .get()
          .dropped()
          .forEach(
              (reason, bySeverity) ->
                  bySeverity.forEach((severity, n) -> put(counts, reason + "." + severity, n)));
      return counts;
    }

    @Override
    public long getDelivered() {
      return stats.get().delivered();
    }

    @Override
    public long getRedirected() {
      return stats.get().redirected();
    }

    @Override
    public long getDeadLettered() {
      return stats.get().deadLettered();
    }

    @Override
    public long getLost() {
      return stats.get().lostTotal();
    }

    @Override
    public Map<String, Long> getLostByReason() {
      Map<String, Long> counts = new TreeMap<>();
      stats.get().lost().forEach((reason, n) -> put(counts, reason.name(), n));
      return counts;
    }

    @Override
    public long getResident() {
      return stats.get().resident();
    }

    @Override
    public long getSpooled() {
      return stats.get().spooled();
    }

    @Override
    public long getSpoolBytes() {
      return stats.get().spoolBytes();
    }

    @Override
    public long getWrittenSequence() {
      return stats.get().writtenSequence();
    }

    @Override
    public long getSyncedSequence() {
      return stats.get().syncedSequence();
    }

    @Override
    public long getClaimedSequence() {
      return stats.get().claimedSequence();
    }

    @Override
    public long getSettledSequence() {
      return stats.get().settledSequence();
    }

    @Override
    public long getConflicts() {
      return stats.get().conflicts();
    }

    @Override
    public long getStripped() {
      return stats.get().stripped();
    }

    @Override
    public long getTruncated() {
      return stats.get().truncated();
    }

    @Override
    public long getRequests() {
      return stats.get().requests();
    }

    @Override
    public long getRetriedRequests() {
      return stats.get().retriedRequests();
    }

    @Override
    public long getRetriedEvents() {
      return stats.get().retriedEvents();
    }

    @Override
    public long getBodyBytes() {
      return stats.get().bodyBytes();
    }

    @Override
    public long getWireBytes() {
      return stats.get().wireBytes();
    }

    @Override
    public long getAgentFailures() {
      return stats.get().agentFailures();
    }

    private static void put(Map<String, Long> counts, String key, long n) {
      if (n != 0) {
        counts.put(key, n);
      }
    }
  }
}
