package io.flightlog.mission.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FaultProxy;
import io.flightlog.testkit.ServerProbe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * What a fleet logged: {@code scheduler-2} was killed in the midst of a run, {@code scheduler-3}
 * worked while Elasticsearch was away, {@code scheduler-1} came last. Then an event of the last was
 * deleted from the index.
 */
final class RecordedFleet {
  static final String STREAM = "logs-browser-default";

  private static final Duration TO_RUN = Duration.ofMinutes(2);

  private final URI url;
  private final ServerProbe probe;
  private final Path spool;
  private final Instant from = Instant.now();
  private Instant to = from;

  private RecordedFleet(URI url, Path spool) {
    this.url = url;
    this.probe = new ServerProbe(url);
    this.spool = spool;
  }

  /**
   * @param spool an empty directory, which the instances share
   */
  static RecordedFleet record(URI url, Path spool) {
    RecordedFleet fleet = new RecordedFleet(url, spool);
    fleet.kill();
    fleet.outage();
    fleet.last();
    fleet.to = Instant.now();
    fleet.lose();
    // as examples set it where somebody is watching
    fleet.probe.put("/" + STREAM + "/_settings", "{\"index\":{\"refresh_interval\":\"1s\"}}");
    return fleet;
  }

  private void kill() {
    try (ChildJvm child =
        FleetInstance.start(FleetInstance.Part.KILLED, "scheduler-2", url, spool)) {
      child.awaitLine("delivered", TO_RUN);
      child.kill();
    }
  }

  private void outage() {
    try (FaultProxy proxy = FaultProxy.before(url)) {
      proxy.refuse();
      try (ChildJvm child =
          FleetInstance.start(
              FleetInstance.Part.IN_THE_OUTAGE, "scheduler-3", proxy.url(), spool)) {
        child.awaitLine("logged", TO_RUN);
        proxy.pass();
        child.awaitLine("delivered", TO_RUN);
        child.awaitEnd(TO_RUN);
      }
    }
  }

  /** Lives until it has told of the dead one, and is then stopped in order. */
  private void last() {
    try (ChildJvm child = FleetInstance.start(FleetInstance.Part.LAST, "scheduler-1", url, spool)) {
      child.awaitLine("delivered", TO_RUN);
      Eventually.await(
          "somebody tells that scheduler-2 died",
          TO_RUN,
          () -> probe.countNow(STREAM, "event.action:\"recorder-died\"") > 0);
      child.terminate();
      child.awaitEnd(TO_RUN);
    }
  }

  private void lose() {
    JsonNode hit =
        probe
            .post(
                "/" + STREAM + "/_search",
                "{\"query\":{\"query_string\":{\"query\":\"message:\\\"Row 300 of a long"
                    + " table\\\"\"}}}")
            .body()
            .at("/hits/hits/0");
    probe.delete("/" + hit.path("_index").asText() + "/_doc/" + hit.path("_id").asText());
    probe.refresh(STREAM);
  }

  /** All of it, as a range of the address. */
  String range() {
    return "from=" + from + "&to=" + to;
  }

  /** A failure that happens now. The child has said when, in its line {@code failed MILLIS}. */
  ChildJvm startLiveFailure() {
    return FleetInstance.start(FleetInstance.Part.LIVE, "scheduler-4", url, spool);
  }
}
