package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.FaultProxy;
import io.flightlog.testkit.SequenceOracle.Range;
import io.flightlog.testkit.SequenceOracle.Report;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where "effectively once" ends: an id is unique within one backing index, and no further. */
@WithElasticsearch
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class RolloverIT {
  private static final String STREAM = "logs-rollover-default";
  private static final int UNHEARD = 5;

  @Test
  void anEventThatIsSentAgainAfterARolloverIsStoredTwice(
      ElasticsearchServer server, ServerProbe probe) {
    try (FaultProxy proxy = FaultProxy.before(server.url());
        Recorder recorder =
            new Recorder(proxy.url(), "dataset", "rollover", "batch.linger", "1 min")) {
      recorder.logMany(10);
      recorder.flush();
      long first = recorder.nextSequence();

      proxy.delay(Duration.ofHours(1)); // executed, and the answer stays on the way
      recorder.logMany(UNHEARD);
      recorder.flushNow(); // as one request: a second one might wait for the answer to the first
      Eventually.await(
          () -> "executed: " + probe.count(STREAM, "event.sequence:>=" + first),
          Recorder.LONG,
          () -> {
            probe.refresh(STREAM);
            return probe.count(STREAM, "event.sequence:>=" + first) == UNHEARD;
          });
      assertEquals(200, probe.post("/" + STREAM + "/_rollover", "").status());
      proxy.refuse();
      proxy.pass();
      recorder.flush();

      probe.refresh(STREAM);
      Report report = probe.sequences(STREAM).report(recorder.instance());
      assertEquals(List.of(), report.missing(), report::toString);
      Range unheard = new Range(first, first + UNHEARD - 1);
      assertEquals(List.of(unheard), report.duplicated(), report::toString);
    }
  }
}
