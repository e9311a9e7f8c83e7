package io.flightlog.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import io.flightlog.config.DestinationNames;
import io.flightlog.config.DestinationNames.Name;
import io.flightlog.config.DestinationNames.Server;
import io.flightlog.testkit.EachServer;
import io.flightlog.testkit.RealElasticsearch;
import io.flightlog.testkit.ServerProbe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers take every name that we take, and refuse those that we refuse for their rules. */
@EachServer(majors = {8, 9})
@Tag("full")
class DestinationNamesIT {
  private final RealElasticsearch server;
  private final ServerProbe probe;

  DestinationNamesIT(RealElasticsearch server, ServerProbe probe) {
    this.server = server;
    this.probe = probe;
  }

  @Test
  void theServerThinksOfNamesAsWeDo() {
    List<String> wrong = new ArrayList<>();
    int asked = ask(DestinationNames.indices(), "", "", wrong);
    asked += ask(DestinationNames.datasets(), "logs-", "-default", wrong);
    assertEquals(List.of(), wrong, server::version);
    assertTrue(asked > 50, "asked for " + asked);
  }

  private int ask(List<Name> names, String before, String behind, List<String> wrong) {
    int asked = 0;
    for (Name name : names) {
      if (name.server() != Server.NOT_ASKED) {
        asked++;
        String target = before + name.text() + behind;
        String answer = createDocument(target);
        boolean taken = answer.contains("\"status\":201");
        if (taken != (name.server() == Server.TAKES)) {
          wrong.add(target + " " + answer);
        }
      }
    }
    return asked;
  }

  private String createDocument(String target) {
    String pair =
        "{\"create\":{\"_index\":"
            + new TextNode(target)
            + "}}\n{\"@timestamp\":\"2026-01-31T10:00:00Z\",\"message\":\"m\"}\n";
    return probe.bulkAnswer("/_bulk?wait_for_active_shards=0", pair).body().toString();
  }
}
