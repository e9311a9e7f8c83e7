package io.flightlog.ship;

import static io.flightlog.ship.Wire.OK;
import static io.flightlog.ship.Wire.answering;
import static io.flightlog.ship.Wire.bulk;
import static io.flightlog.ship.Wire.exchange;
import static io.flightlog.ship.Wire.open;
import static io.flightlog.ship.Wire.options;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.OptionValues;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class Rest5BulkClientTest {

  @Test
  void sendsTheBodyAsItIsWithPlainContentType() throws Exception {
    byte[] body = new byte[3 << 20];
    new Random(7).nextBytes(body);
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client = open(options(server.url()))) {
      Outcome outcome = new Outcome();

      client.send(
          0,
          HttpCall.post("/_bulk?filter_path=errors,items.*.status", body, body.length - 5, false),
          outcome);

      HttpAnswer answer = outcome.awaitAnswer();
      assertEquals(200, answer.status());
      assertEquals(OK, Outcome.text(answer));
      assertTrue(outcome.cameOnOwnThread());
      SocketServer.Received request = server.requests().get(0);
      assertTrue(
          request.requestLine().startsWith("POST /_bulk?filter_path=errors"),
          request.requestLine());
      assertArrayEquals(Arrays.copyOf(body, body.length - 5), request.body());
      assertEquals("application/x-ndjson", request.header("Content-Type"));
      assertEquals("gzip", request.header("Accept-Encoding"));
      assertEquals("flightlog/1.2.3", request.header("User-Agent"));
      assertNull(request.header("Content-Encoding"));
      assertNull(request.header("X-Elastic-Client-Meta"));
      assertNull(request.header("Upgrade"));
      assertNull(request.header("Expect"));
      assertNull(request.header("Authorization"));
    }
  }

  @Test
  void asksForNoPackedAnswersWhenRequestsAreNot() throws Exception {
    try (SocketServer server = answering(200, OK)) {
      try (Rest5BulkClient client = open(options(server.url()).set("compression", "none"))) {
        Outcome outcome = new Outcome();
        client.send(0, HttpCall.get("/"), outcome);
        outcome.awaitAnswer();
      }
      assertNull(server.requests().get(0).header("Accept-Encoding"));
    }
  }

  @Test
  void sendsCredentialsExtraHeadersAndPathPrefix() throws Exception {
    try (SocketServer server = answering(200, OK)) {
      OptionValues options = options(server.url().resolve("/es/"));
      options
          .set("apiKey", "c2VjcmV0")
          .addHeader("X-Tenant", "blue")
          .addHeader("accept-encoding", "identity");
      try (Rest5BulkClient client = open(options)) {
        Outcome outcome = new Outcome();
        client.send(0, HttpCall.put("/_index_template/a", "{}"), outcome);
        outcome.awaitAnswer();
      }
      SocketServer.Received request = server.requests().get(0);
      assertEquals("PUT /es/_index_template/a HTTP/1.1", request.requestLine());
      assertEquals("ApiKey c2VjcmV0", request.header("Authorization"));
      assertEquals("blue", request.header("X-Tenant"));
      assertEquals("identity", request.header("Accept-Encoding"));
      assertEquals("application/json", request.header("Content-Type"));
    }
  }

  @Test
  void handsOverCompressedAnswersAsTheyCame() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(OK.getBytes(StandardCharsets.UTF_8));
    }
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  while (connection.readRequest() != null) {
                    connection.answer(200, "content-encoding: gzip\r\n", packed.toByteArray());
                  }
                });
        Rest5BulkClient client = open(options(server.url()))) {
      HttpAnswer answer = exchange(client);
      BulkAnswer bulk = new BulkAnswer();
      assertTrue(new BulkAnswerReader(text -> text).read(answer, 1, bulk));
      assertEquals(201, bulk.status(0));
    }
  }

  @Test
  void everyStatusIsAnAnswerAndIsSentOnlyOnce() throws Exception {
    for (int status : new int[] {200, 301, 307, 400, 401, 403, 404, 413, 429, 500, 502, 503, 504}) {
      try (SocketServer server =
              new SocketServer(
                  connection -> {
                    while (connection.readRequest() != null) {
                      connection.answer(
                          status,
                          "retry-after: 7\r\nlocation: /else\r\nwww-authenticate: Basic realm=\"x\"\r\n",
                          "{\"status\":1}".getBytes(StandardCharsets.UTF_8));
                    }
                  });
          Rest5BulkClient client = open(options(server.url()))) {
        HttpAnswer answer = exchange(client);
        assertEquals(status, answer.status());
        assertEquals(7, answer.retryAfterSeconds());
        assertEquals("{\"status\":1}", Outcome.text(answer));
        assertEquals(1, server.requests().size(), "requests for " + status);
      }
    }
  }

  @Test
  void keepsToTheNodeItWasGiven() throws Exception {
    try (SocketServer first = answering(503, "{}");
        SocketServer second = answering(200, OK)) {
      OptionValues options = options(first.url());
      options.set("url", second.url().toString());
      try (Rest5BulkClient client = open(options)) {
        assertEquals(2, client.nodeCount());
        assertEquals(second.url().toString(), client.nodeName(1));
        for (int i = 0; i < 3; i++) {
          Outcome outcome = new Outcome();
          client.send(0, bulk(), outcome);
          assertEquals(503, outcome.awaitAnswer().status());
        }
        assertEquals(3, first.requests().size());
        assertEquals(0, second.requests().size());
      }
    }
  }

  @Test
  void reusesItsConnection() throws Exception {
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client = open(options(server.url()))) {
      for (int i = 0; i < 20; i++) {
        exchange(client);
      }
      // an answer is handed over just before its connection goes back to the pool
      assertTrue(server.connections() <= 2, () -> "connections: " + server.connections());
    }
  }

  @Test
  void goesThroughAProxy() throws Exception {
    try (SocketServer proxy = answering(200, OK)) {
      OptionValues options = options(URI.create("http://es-1.invalid:9200"));
      options.set("proxy", proxy.url().toString());
      try (Rest5BulkClient client = open(options)) {
        assertEquals(200, exchange(client).status());
      }
      assertTrue(proxy.requests().get(0).requestLine().contains("http://es-1.invalid:9200/_bulk"));
    }
  }

  @Test
  void sendAfterCloseFails() throws Exception {
    try (SocketServer server = answering(200, OK)) {
      Rest5BulkClient client = open(options(server.url()));
      client.close();
      Outcome outcome = new Outcome();
      client.send(0, bulk(), outcome);
      assertNotNull(outcome.awaitFailure());
    }
  }

  @Test
  void closeCutsWhatIsInFlightAndLeavesNoThread() throws Exception {
    Set<Thread> before = ownThreads();
    try (SocketServer server =
        new SocketServer(
            connection -> {
              connection.readRequest();
              connection.awaitEnd();
            })) {
      Rest5BulkClient client = open(options(server.url()));
      client.send(0, bulk(), new Outcome());
      server.awaitRequest();
      Set<Thread> threads = ownThreads();
      threads.removeAll(before);
      assertEquals(3, threads.size(), threads::toString);
      assertTrue(threads.stream().allMatch(Thread::isDaemon));

      client.close();

      assertTrue(server.sawEnd());
      for (Thread thread : threads) {
        thread.join(60_000);
        assertFalse(thread.isAlive(), thread.getName());
      }
    }
  }

  private static Set<Thread> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("flightlog-"))
        .collect(Collectors.toSet());
  }
}
