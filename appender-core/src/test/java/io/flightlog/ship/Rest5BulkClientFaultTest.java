package io.flightlog.ship;

import static io.flightlog.ship.Wire.OK;
import static io.flightlog.ship.Wire.answering;
import static io.flightlog.ship.Wire.bulk;
import static io.flightlog.ship.Wire.exchange;
import static io.flightlog.ship.Wire.open;
import static io.flightlog.ship.Wire.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class Rest5BulkClientFaultTest {

  @Test
  void aRefusedConnectionFails() throws Exception {
    try (Socket holdsThePort = new Socket()) { // and does not listen
      holdsThePort.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      URI nobody = URI.create("http://127.0.0.1:" + holdsThePort.getLocalPort());
      try (Rest5BulkClient client = open(options(nobody))) {
        Outcome outcome = new Outcome();
        client.send(0, bulk(), outcome);
        assertInstanceOf(ConnectException.class, outcome.awaitFailure());
      }
    }
  }

  @Test
  void anUnknownHostFails() throws Exception {
    try (Rest5BulkClient client = open(options(URI.create("http://no-such-host.invalid:9200")))) {
      Outcome outcome = new Outcome();
      client.send(0, bulk(), outcome);
      assertInstanceOf(IOException.class, outcome.awaitFailure());
    }
  }

  @Test
  void aResetWithinTheBodySaysHowFarItGot() throws Exception {
    byte[] body = new byte[64 << 20]; // more than all buffers between here and there
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  connection.readHead();
                  connection.readBody(1 << 20); // the client must know that it was within it
                  connection.reset();
                });
        Rest5BulkClient client = open(options(server.url()))) {
      Outcome outcome = new Outcome();
      client.send(0, HttpCall.post("/_bulk", body, body.length, false), outcome);
      assertInstanceOf(BodyCutException.class, outcome.awaitFailure());
    }
  }

  @Test
  void aResetAfterTheBodyFailsAndIsNotSentAgain() throws Exception {
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  connection.readRequest();
                  connection.reset();
                });
        Rest5BulkClient client = open(options(server.url()))) {
      Outcome outcome = new Outcome();
      client.send(0, bulk(), outcome);
      outcome.awaitFailure();
      assertEquals(1, server.requests().size());
    }
  }

  @Test
  void anAnswerThatIsCutFails() throws Exception {
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  connection.readRequest();
                  connection.write(
                      "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{\"errors\":fal");
                });
        Rest5BulkClient client = open(options(server.url()))) {
      Outcome outcome = new Outcome();
      client.send(0, bulk(), outcome);
      outcome.awaitFailure();
    }
  }

  @Test
  void anAnswerBeyondTheLimitFails() throws Exception {
    byte[] piece = new byte[1 << 20];
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  connection.readRequest();
                  connection.write("HTTP/1.1 200 OK\r\ncontent-length: 100000000\r\n\r\n");
                  for (int i = 0; i < 95; i++) {
                    connection.write(piece);
                  }
                });
        Rest5BulkClient client = open(options(server.url()))) {
      Outcome outcome = new Outcome();
      client.send(0, bulk(), outcome);
      assertTrue(outcome.awaitFailure().getMessage().contains("longer than"));
    }
  }

  @Tag("T5")
  @Test
  void cancelCutsABlackHole() throws Exception {
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  connection.readRequest();
                  connection.awaitEnd();
                });
        Rest5BulkClient client = open(options(server.url()))) {
      Outcome outcome = new Outcome();
      BulkClient.Call call = client.send(0, bulk(), outcome);
      server.awaitRequest();

      call.cancel();

      assertTrue(server.sawEnd());
      assertEquals(0, outcome.calls());
    }
  }

  /** The client alone lets about one in seven of them go on. */
  @Test
  void cancelCutsARequestOnEveryFreshConnection() throws Exception {
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  connection.readRequest();
                  connection.awaitEnd();
                });
        Rest5BulkClient client = open(options(server.url()))) {
      for (int i = 0; i < 50; i++) {
        BulkClient.Call call = client.send(0, bulk(), new Outcome());
        server.awaitRequest();
        call.cancel();
        assertTrue(server.sawEnd(), "connection " + i);
      }
    }
  }

  @Tag("T5")
  @Test
  void cancelCutsAServerThatReadsNothing() throws Exception {
    CountDownLatch accepted = new CountDownLatch(1);
    CountDownLatch cut = new CountDownLatch(1);
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  connection.readHead();
                  accepted.countDown();
                  cut.await();
                  connection.awaitEnd();
                });
        Rest5BulkClient client = open(options(server.url()))) {
      Outcome outcome = new Outcome();
      byte[] large = new byte[16 << 20];
      BulkClient.Call call =
          client.send(0, HttpCall.post("/_bulk", large, large.length, false), outcome);
      accepted.await();

      call.cancel();
      cut.countDown();

      assertTrue(server.sawEnd());
      assertEquals(0, outcome.calls());
    }
  }

  @Test
  void cancelCutsAServerThatDribbles() throws Exception {
    CountDownLatch dribbling = new CountDownLatch(1);
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  connection.readRequest();
                  connection.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{");
                  dribbling.countDown();
                  connection.awaitEnd();
                });
        Rest5BulkClient client = open(options(server.url()))) {
      Outcome outcome = new Outcome();
      BulkClient.Call call = client.send(0, bulk(), outcome);
      dribbling.await();

      call.cancel();

      assertTrue(server.sawEnd());
      assertEquals(0, outcome.calls());
    }
  }

  @Test
  void cancelAfterTheEndChangesNothing() throws Exception {
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client = open(options(server.url()))) {
      Outcome outcome = new Outcome();
      BulkClient.Call call = client.send(0, bulk(), outcome);
      outcome.awaitAnswer();

      call.cancel();

      assertEquals(200, exchange(client).status());
      assertEquals(1, outcome.calls());
    }
  }

  @Test
  void anAnswerBeforeTheBodyWasReadIsHandedOverAndTheNextRequestIsWell() throws Exception {
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  SocketServer.Received head = connection.readHead();
                  if (head.header("Content-Length").length() > 4) {
                    connection.answer(413, "connection: close\r\n", new byte[0]);
                    connection.awaitEnd();
                  } else {
                    connection.answer(200, OK);
                    connection.awaitEnd();
                  }
                });
        Rest5BulkClient client = open(options(server.url()))) {
      Outcome outcome = new Outcome();
      byte[] large = new byte[64 << 20];
      client.send(0, HttpCall.post("/_bulk", large, large.length, false), outcome);
      assertEquals(413, outcome.awaitAnswer().status());
      assertTrue(server.sawEnd());
      assertEquals(200, exchange(client).status());
    }
  }
}
