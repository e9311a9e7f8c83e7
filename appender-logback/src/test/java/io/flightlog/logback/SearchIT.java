package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import io.flightlog.FlushResult;
import io.flightlog.testkit.ElasticsearchServer;
import io.flightlog.testkit.ServerProbe;
import io.flightlog.testkit.WithElasticsearch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import org.slf4j.spi.MDCAdapter;

/** From {@code log.info} to a search hit in a real server, with the set-up that it does itself. */
@WithElasticsearch
class SearchIT {
  private static final String STREAM = "logs-search-default";

  private final ElasticsearchServer server;
  private final ServerProbe probe;

  SearchIT(ElasticsearchServer server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  @Test
  void aCallIsFoundByEachOfItsParts() {
    Instant before = Instant.now();
    try (LogbackContext logback =
        LogbackContext.withOptions(
            """
            <url>%s</url>
            <spool><directory>target/spool</directory></spool>
            <dataset>search</dataset>
            <callerData>true</callerData>
            <service><name>billing</name></service>
            <field><name>team</name><value>night-shift</value></field>
            <mdc><field><key>rows</key><name>row_count</name><type>number</type></field></mdc>
            """
                .formatted(server.url()))) {
      Logger log = logback.logger("app.Billing");
      MDCAdapter mdc = logback.context().getMDCAdapter();
      mdc.put("task.id", "invoice-7");
      mdc.put("user.id", "anna");
      mdc.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
      mdc.put("shop", "b12");
      mdc.put("rows", "1500");
      log.atError()
          .addMarker(MarkerFactory.getMarker("AUDIT"))
          .addKeyValue("event.outcome", "failure")
          .addKeyValue("amount", 12.5)
          .setCause(new IllegalStateException("printer on fire"))
          .log("invoice {} of {} failed", 7, "anna");
      mdc.clear();
      log.info("nothing special");
      assertEquals(
          FlushResult.Outcome.DELIVERED,
          logback.appender().flush(Duration.ofSeconds(60)).outcome());
      assertEquals(List.of(), logback.errors());
    }
    probe.refresh(STREAM);
    for (String query :
        List.of(
            "message:invoice AND message:failed",
            "log.level:ERROR AND log.logger:\"app.Billing\"",
            "task.id:\"invoice-7\" AND user.id:anna AND event.outcome:failure",
            "trace.id:4bf92f3577b34da6a3ce929d0e0e4736",
            "labels.shop:b12",
            "numeric_labels.row_count:[1000 TO 2000] AND numeric_labels.amount:>12",
            "tags:AUDIT",
            "error.type:\"java.lang.IllegalStateException\" AND error.message:printer",
            "error.stack_trace:*SearchIT.aCallIsFoundByEachOfItsParts*",
            "log.origin.file.name:\"SearchIT.java\" AND log.level:ERROR",
            "service.name:billing AND log.level:ERROR",
            "@timestamp:[\"" + before + "\" TO now] AND log.level:ERROR")) {
      assertEquals(1, probe.count(STREAM, query), query);
    }
    List<JsonNode> all =
        probe.searchAll(
            STREAM, "service.name:billing AND _exists_:event.sequence", "event.sequence");
    assertEquals(4, all.size(), "two calls and the two records of the instance");
    for (int i = 0; i < all.size(); i++) {
      assertEquals(i, field(all.get(i), "event.sequence").asLong(-1));
    }
    assertEquals("invoice 7 of anna failed", field(all.get(1), "message").asText());
    assertEquals("invoice-7", field(all.get(1), "task.id").asText());
    assertTrue(field(all.get(2), "task.id").isMissingNode(), "the MDC leaked into the next event");
  }

  /** A server that rebuilds sources from its fields gives back objects for dotted names. */
  private static JsonNode field(JsonNode source, String name) {
    JsonNode asWritten = source.path(name);
    return asWritten.isMissingNode() ? source.at("/" + name.replace('.', '/')) : asWritten;
  }
}
