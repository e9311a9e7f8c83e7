package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.OptionValues;
import io.flightlog.ship.ScriptedBulkClient.Sent;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class DestinationSetupTest {
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
  private static final String PATH = "/_index_template/flightlog-logs-scheduler";

  @Test
  void installsTheRichestRungWhenTheTemplateIsMissingAndOnlyThenSendsBatches() {
    ShipperBench bench = bench();
    bench.batches.seal(1);
    Sent ask = bench.step().client.next();
    assertEquals("GET", ask.call().method());
    assertTrue(ask.call().path().startsWith(PATH + "?"), ask.call().path());
    bench.advance(Duration.ofSeconds(1));
    assertEquals(0, bench.client.unseen());

    ask.answer(404, "{\"error\":{\"type\":\"resource_not_found_exception\"},\"status\":404}");
    Sent install = bench.step().client.next();
    assertEquals("PUT", install.call().method());
    assertEquals(PATH, install.call().path());
    assertEquals("application/json", install.call().contentType());
    assertTrue(install.body().contains("\"index.mode\":\"logsdb\""));
    bench.step();
    assertEquals(0, bench.client.unseen());

    install.answer(200, "{\"acknowledged\":true}");
    assertEquals("POST", bench.step().client.next().call().method());
    assertEquals("[INFO index template flightlog-logs-scheduler installed]", bench.said.toString());
  }

  @Test
  void stepsDownTheLadderOnEach400() {
    ShipperBench bench = bench();
    bench.step().client.next().answer(404, "{}");
    int rungs = 0;
    String last = "";
    for (; rungs < 9 && bench.said.isEmpty(); rungs++) {
      Sent install = bench.step().client.next();
      assertEquals("PUT", install.call().method());
      last = install.body();
      install.answer(rungs < 2 ? 400 : 200, "{\"acknowledged\":true}");
      bench.step();
    }
    assertEquals(3, rungs);
    assertFalse(last.contains("logsdb") || last.contains("ignore_dynamic_beyond_limit"), last);
    assertEquals(1, bench.said("installed").size());
  }

  @Test
  void saysWhatItHadToLeaveOut() {
    ShipperBench bench =
        bench(ShipperBench.options().set("retention", "30d").set("indexMode", "logsdb"));
    bench.step().client.next().answer(404, "{}");
    for (int i = 0; i < 4; i++) {
      bench.step().client.next().answer(400, "{}");
    }
    bench.step().client.next().answer(200, "{\"acknowledged\":true}");
    bench.step();
    assertEquals(
        "[WARN index template flightlog-logs-scheduler installed without indexMode=logsdb and"
            + " retention: this server does not know it]",
        bench.said.toString());
  }

  @Test
  void aDefinitiveRefusalIsOneWarningAndShippingWorksAllTheSame() {
    for (int status : new int[] {400, 403, 404, 405, 413}) {
      ShipperBench bench = bench();
      bench.batches.seal(1);
      bench.step().client.next().answer(404, "{}");
      for (int rung = 0; rung < 9 && bench.said.isEmpty(); rung++) {
        bench
            .step()
            .client
            .next()
            .answer(status, "{\"error\":{\"type\":\"security_exception\",\"reason\":\"not you\"}}");
        bench.step();
      }
      assertEquals(1, bench.said.size());
      assertTrue(
          bench.said.get(0).contains("answered with " + status + " security_exception: not you"),
          bench.said.get(0));
      bench.client.next().answerItems(201);
      bench.step();
      assertEquals(1, bench.delivered());
    }
  }

  @Test
  void aKeyThatMayNotReadTemplatesIsADefinitiveRefusal() {
    ShipperBench bench = bench();
    bench.batches.seal(1);
    bench.step().client.next().answer(403, "{\"error\":\"no\"}");
    assertEquals("POST", bench.step().client.next().call().method());
    assertEquals(1, bench.said("could not be installed").size());
  }

  @Test
  void leavesATemplateOfTheSameOrALaterVersionAsItIs() {
    for (int version : new int[] {TemplateLadder.VERSION, TemplateLadder.VERSION + 7}) {
      ShipperBench bench = bench();
      bench.batches.seal(1);
      bench.step().client.next().answer(200, installed(version));
      assertEquals("POST", bench.step().client.next().call().method());
      assertEquals("[]", bench.said.toString());
    }
  }

  @Test
  void replacesAnOlderTemplate() {
    ShipperBench bench = bench();
    bench.step().client.next().answer(200, installed(TemplateLadder.VERSION - 1));
    assertEquals("PUT", bench.step().client.next().call().method());
  }

  @Test
  void leavesATemplateOfThatNameThatIsNotOursAsItIs() {
    ShipperBench bench = bench();
    bench.batches.seal(1);
    bench.step().client.next().answer(200, "{}");
    assertEquals("POST", bench.step().client.next().call().method());
    assertEquals(1, bench.said("not this library's").size());
  }

  @Tag("T15")
  @Test
  void isTriedAgainWhileTheServerIsAwayOrSomethingElseAnswers() {
    ShipperBench bench = bench();
    bench.batches.seal(1);
    bench.step().client.next().fail(new ConnectException("refused"));
    bench.step();
    for (int status : new int[] {503, 429, 500, 200, 401, 302}) {
      bench.untilSent(TEN_SECONDS);
      Sent ask = bench.client.next();
      assertEquals("GET", ask.call().method());
      ask.answer(status, "<html>starting</html>");
      bench.step();
    }
    bench.untilSent(TEN_SECONDS);
    bench.client.next().answer(404, "{}");
    for (int status : new int[] {503, 200}) {
      bench.untilSent(TEN_SECONDS);
      Sent install = bench.client.next();
      assertEquals("PUT", install.call().method());
      install.answer(status, "<html>starting</html>");
      bench.step();
    }
    bench.untilSent(TEN_SECONDS);
    bench.client.next().answer(200, "{\"acknowledged\":true}");
    assertEquals("POST", bench.step().client.next().call().method());
    assertEquals(0, bench.stats().retriedRequests());
    assertEquals(1, bench.said("takes no events").size());
  }

  @Test
  void aHungRequestGivesWayToAnother() {
    ShipperBench bench = bench();
    bench.batches.seal(1);
    for (int i = 0; i < 3; i++) {
      bench.untilSent(TEN_SECONDS);
      bench.client.next().fail(new ConnectException("refused"));
      bench.step();
    }
    bench.untilSent(TEN_SECONDS);
    Sent hung = bench.client.next();
    bench.untilSent(TEN_SECONDS.plus(Duration.ofSeconds(5)));
    assertTrue(hung.isCancelled());
    bench.client.next().answer(200, installed(TemplateLadder.VERSION));
    assertEquals("POST", bench.step().client.next().call().method());
  }

  @Test
  void isSkippedForAnIndexAndWhenSwitchedOff() {
    for (OptionValues options :
        new OptionValues[] {
          ShipperBench.options().set("index", "plain"), ShipperBench.options().set("setup", "off")
        }) {
      ShipperBench bench = bench(options);
      bench.batches.seal(1);
      assertEquals("POST", bench.step().client.next().call().method());
    }
  }

  private static String installed(int version) {
    return "{\"index_templates\":[{\"index_template\":{\"_meta\":{\"managed_by\":\"flightlog\",\""
        + TemplateLadder.VERSION_FIELD
        + "\":"
        + version
        + "}}}]}";
  }

  private static ShipperBench bench() {
    return bench(ShipperBench.options());
  }

  private static ShipperBench bench(OptionValues options) {
    return new ShipperBench(options, 1, 2);
  }
}
