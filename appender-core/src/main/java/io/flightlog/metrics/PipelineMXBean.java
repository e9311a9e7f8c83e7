package io.flightlog.metrics;

import java.util.Map;

/** {@link PipelineStats} for JMX, as {@code io.flightlog:type=Pipeline,name=…,instance=…}. */
public interface PipelineMXBean {
  String getInstanceId();

  long getOffered();

  long getAccepted();

  long getAdopted();

  long getDropped();

  /** By reason and severity, {@code FULL.DEBUG} and so on; only what is not zero. */
  Map<String, Long> getDroppedByReason();

  long getDelivered();

  long getRedirected();

  long getDeadLettered();

  long getLost();

  /** By reason; only what is not zero. */
  Map<String, Long> getLostByReason();

  long getResident();

  long getSpooled();

  long getSpoolBytes();

  long getClaimedSequence();

  long getSettledSequence();

  long getWrittenSequence();

  long getSyncedSequence();

  long getConflicts();

  long getStripped();

  long getTruncated();

  long getRequests();

  long getRetriedRequests();

  long getRetriedEvents();

  long getBodyBytes();

  long getWireBytes();

  long getAgentFailures();
}
