package io.flightlog.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.FlushResult;
import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.DeliveryAccount;
import io.flightlog.testkit.EachServer;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.Load;
import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.ServerProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.message.StringMapMessage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a log4j2.xml on disk to a search hit in a real server, and through its death. */
@Tag("full")
@EachServer(majors = {8, 9})
class RealServerIT {
  private static final Duration LONG = Duration.ofMinutes(3);

  private final RealElasticsearch server;
  private final ServerProbe probe;

  @TempDir Path folder;

  RealServerIT(RealElasticsearch server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  @Test
  void aCallIsFoundByEachOfItsParts() throws IOException {
    String stream = "logs-calls-default";
    try (Log4jContext log4j = configured("dataset='calls'")) {
      Logger log = log4j.logger("app.Billing");
      ThreadContext.put("task.id", "invoice-7");
      ThreadContext.put("shop", "b12");
      ThreadContext.put("rows", "1500");
      ThreadContext.push("nightly");
      Marker marker =
          new MarkerManager.Log4jMarker("REFUND")
              .addParents(new MarkerManager.Log4jMarker("AUDIT"));
      log.error(marker, "invoice {} of {} failed", 7, "anna", new IllegalStateException("on fire"));
      log.info(
          new StringMapMessage()
              .with("message", "wrote")
              .with("event.outcome", "failure")
              .with("amount", 12.5));
      ThreadContext.clearAll();
      log.info("nothing special");
      assertEquals(FlushResult.Outcome.DELIVERED, log4j.appender().flush(LONG).outcome());
      assertEquals(List.of(), log4j.errors());
    }
    probe.refresh(stream);
    for (String query :
        List.of(
            "message:invoice AND message:anna AND log.level:ERROR AND log.logger:\"app.Billing\"",
            "tags:REFUND AND tags:AUDIT AND tags:nightly AND task.id:\"invoice-7\"",
            "error.type:\"java.lang.IllegalStateException\" AND error.message:fire",
            "error.stack_trace:*RealServerIT.aCallIsFoundByEachOfItsParts*",
            "log.origin.file.name:\"RealServerIT.java\" AND log.level:ERROR",
            "message:wrote AND event.outcome:failure AND labels.shop:b12",
            "message:wrote AND numeric_labels.amount:>12",
            "message:wrote AND numeric_labels.row_count:[1000 TO 2000]",
            "message:special AND NOT _exists_:task.id AND NOT _exists_:tags")) {
      assertEquals(1, probe.count(stream, query), query);
    }
  }

  @Test
  void whenTheServerIsKilledAndComesBackTheAccountCloses() throws IOException {
    String index = "killed";
    PipelineStats stats;
    try (Log4jContext log4j = configured("index='killed'")) {
      ElasticsearchAppender appender = log4j.appender();
      try (Load load = log4j.load()) {
        Eventually.await("some are there", LONG, () -> appender.stats().delivered() > 500);
        server.kill();
        long whenKilled = load.logged();
        Eventually.await("more are logged", LONG, () -> load.logged() >= whenKilled + 2000);
      }
      server.start();
      log4j.logger("app").info("the server is back");
      Eventually.await(
          () -> "all is delivered: " + appender.stats(),
          LONG,
          () -> appender.stats().delivered() == appender.stats().accepted());
      log4j.close();
      stats = appender.stats();
    }
    assertTrue(stats.retriedRequests() > 0, stats::toString);
    assertEquals(0, stats.droppedTotal() + stats.lostTotal(), stats::toString);
    probe.refresh(index);
    DeliveryAccount.of(stats.instanceId())
        .index(probe.sequences(index))
        .counters(Log4jHost.statistics(stats))
        .records(probe.records(index, stats.instanceId()))
        .closedInOrder()
        .missingAtMost(0)
        .assertCloses();
  }

  private Log4jContext configured(String destination) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("log4j2.xml"),
            """
            <Configuration status="off" shutdownHook="disable">
              <Appenders>
                <Elasticsearch name="ELASTIC" url="%s" %s callerData="true"
                    shutdownTimeout="1 min">
                  <Queue maxWait="1 min"/>
                  <Retry maxBackoff="1 s"/>
                  <Spool directory="%s"/>
                  <Mdc><Field key="rows" name="row_count" type="number"/></Mdc>
                </Elasticsearch>
              </Appenders>
              <Loggers><Root level="INFO"><AppenderRef ref="ELASTIC"/></Root></Loggers>
            </Configuration>
            """
                .formatted(server.url(), destination, folder.resolve("spool")));
    LoggerContext context = new LoggerContext("test", null, file.toUri());
    context.start();
    return Log4jContext.in(context);
  }
}
