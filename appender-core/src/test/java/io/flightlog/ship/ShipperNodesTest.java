package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.ship.ScriptedBulkClient.Sent;
import io.flightlog.tls.TlsException;
import java.net.ConnectException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class ShipperNodesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(10);

  @Test
  void aFailedNodeRestsAndItsBatchGoesToAnotherAtOnce() {
    ShipperBench bench = ShipperBench.shipping(3, 1);
    bench.batches.seal(1);
    Sent first = bench.step().client.next();
    assertEquals(0, first.node());
    first.fail(new ConnectException("refused"));
    bench.step();

    Sent again = bench.client.next();
    assertEquals(1, again.node());
    again.answerItems(201);
    for (int expected : new int[] {2, 1, 2}) {
      bench.batches.seal(1);
      Sent sent = bench.step().client.next();
      assertEquals(expected, sent.node());
      sent.answerItems(201);
    }
    bench.advance(SECOND);
    bench.batches.seal(1);
    Sent rested = bench.step().client.next();
    assertEquals(0, rested.node());
    rested.answerItems(201);
    for (int turn = 0; turn < 3; turn++) {
      bench.batches.seal(1);
      Sent sent = bench.step().client.next();
      if (sent.node() == 0) {
        sent.fail(new ConnectException("refused"));
        bench.step().client.next().answerItems(201);
      } else {
        sent.answerItems(201);
      }
    }
    bench.advance(SECOND); // its success was remembered: a second is enough again
    for (int turn = 0; turn < 3; turn++) {
      bench.batches.seal(1);
      Sent sent = bench.step().client.next();
      sent.answerItems(201);
      if (sent.node() == 0) {
        return;
      }
    }
    throw new AssertionError("the node still rests");
  }

  @Test
  void whenAllNodesFailTheGateShuts() {
    ShipperBench bench = ShipperBench.shipping(2, 1);
    bench.batches.seal(1);
    bench.failFor(SECOND.multipliedBy(60));
    assertEquals(1, bench.said.size());
    bench.untilSent(MAX_BACKOFF);
    bench.client.next().answerItems(201);
    bench.step();
    assertEquals(1, bench.delivered());
    assertEquals(2, bench.said.size());
  }

  @Test
  void aProbeThatFailsIsFollowedByAnotherEvenWhenAnotherNodeIsWell() {
    ShipperBench bench = ShipperBench.shipping(2, 1);
    bench.batches.seal(1);
    bench.step().client.next().answer(401, "");
    bench.step().untilSent(MAX_BACKOFF);
    bench.client.next().fail(new ConnectException("refused"));
    bench.step().untilSent(MAX_BACKOFF);
    bench.client.next().answerItems(201);
    bench.step();
    assertEquals(1, bench.delivered());
  }

  @Test
  void aNodeWithABadCertificateIsSaidOnceAndHoldsTheOthersUpInNothing() {
    ShipperBench bench = ShipperBench.shipping(2, 1);
    int ofFirst = 0;
    for (int turn = 0; turn < 20; turn++) {
      bench.batches.seal(1);
      Sent sent = bench.step().client.next();
      if (sent.node() == 0) {
        ofFirst++;
        sent.fail(TlsException.ofServer("the certificate expired", new SSLException("expired")));
        sent = bench.step().client.next();
      }
      assertEquals(1, sent.node());
      sent.answerItems(201);
      bench.step().advance(SECOND);
    }
    assertTrue(ofFirst > 2, "it is tried again and again, " + ofFirst);
    assertEquals(20, bench.delivered());
    assertEquals(1, bench.said.size(), bench.said::toString);
    assertTrue(bench.said.get(0).contains("one node of Elasticsearch cannot be used"));
  }
}
