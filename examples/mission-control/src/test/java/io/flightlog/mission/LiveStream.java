package io.flightlog.mission;

import io.flightlog.testkit.ServerProbe;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A data stream to which a test adds events one by one, in the order that it wants. */
final class LiveStream {
  private final URI url;
  private final String dataset;
  private final ServerProbe probe;

  private LiveStream(URI url, String dataset) {
    this.url = url;
    this.dataset = dataset;
    this.probe = new ServerProbe(url);
  }

  /** With the appender's index template, which comes with its first line. */
  static LiveStream make(URI url, String dataset) {
    LiveStream stream = new LiveStream(url, dataset);
    try (RecordedInstance first = stream.instance("first")) {
      first.log().info("here it begins");
      first.deliver();
    }
    return stream;
  }

  String name() {
    return "logs-" + dataset + "-default";
  }

  /** One that logs into it by the appender. */
  RecordedInstance instance(String node) {
    Path spool = Path.of("target", "spool-" + dataset).toAbsolutePath();
    return new RecordedInstance(url, dataset, node, spool);
  }

  /** Events as the appender writes them, in short; searchable when this returns. */
  void add(String instance, Instant time, String message, int... sequences) {
    List<String> lines = new ArrayList<>();
    for (int sequence : sequences) {
      lines.add("{\"create\":{}}");
      lines.add(
          String.format(
              "{\"@timestamp\":\"%s\",\"agent.type\":\"flightlog\",\"agent.ephemeral_id\":\"%s\","
                  + "\"event.sequence\":%d,\"log.level\":\"INFO\",\"message\":\"%s %d\"}",
              time, instance, sequence, message, sequence));
    }
    probe.bulk("/" + name() + "/_bulk", lines);
    probe.refresh(name());
  }
}
