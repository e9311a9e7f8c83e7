package io.flightlog.mission.browser;

import io.flightlog.mission.RunningMission;
import io.flightlog.testkit.FaultProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a fleet logged, Mission Control on it, and an operator with a browser. */
final class Stage implements AutoCloseable {
  private final RecordedFleet fleet;
  private final FaultProxy elasticsearch;
  private final RunningMission mission;
  private final Operator operator;

  Stage(URI elasticsearch, Path temporary) throws IOException {
    this.fleet =
        RecordedFleet.record(elasticsearch, Files.createDirectory(temporary.resolve("spool")));
    this.elasticsearch = FaultProxy.before(elasticsearch);
    this.mission = RunningMission.onLoopback(this.elasticsearch.url(), RecordedFleet.STREAM);
    this.operator = new Operator(mission.url(), temporary.resolve("profile"));
  }

  RecordedFleet fleet() {
    return fleet;
  }

  /** What is between Mission Control and Elasticsearch. */
  FaultProxy elasticsearch() {
    return elasticsearch;
  }

  Operator operator() {
    return operator;
  }

  @Override
  public void close() {
    operator.close();
    mission.close();
    elasticsearch.close();
  }
}
