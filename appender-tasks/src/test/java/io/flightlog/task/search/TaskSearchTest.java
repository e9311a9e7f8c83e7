package io.flightlog.task.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Against a server that answers what it is told to. */
class TaskSearchTest {
  private static final String NO_HITS = "\"hits\":{\"hits\":[]}";
  private static final String ALL_SHARDS =
      "\"_shards\":{\"total\":3,\"successful\":3,\"skipped\":0,\"failed\":0}";

  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  private HttpServer server;
  private SearchConnection connection;
  private TaskSearch search;
  private volatile String answer = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          bodies.add(
              exchange.getRequestURI()
                  + "\n"
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
          exchange
              .getResponseHeaders()
              .add("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    connection =
        SearchConnection.to(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    search = TaskSearch.in(connection.client(), "logs-*");
  }

  @AfterEach
  void stop() throws IOException {
    connection.close();
    server.stop(0);
  }

  private static void assertRefused(String message, Executable narrowing) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, narrowing).getMessage());
  }

  @Test
  void refusesWhatMakesNoSense() {
    Instant now = Instant.parse("2026-11-26T12:00:00Z");
    assertRefused("index must not be blank", () -> TaskSearch.in(connection.client(), " "));
    String bounds = "the last time must be more than 0, and at most PT876000H, was ";
    assertRefused(bounds + "PT0S", () -> search.last(Duration.ZERO));
    assertRefused(bounds + "PT-1S", () -> search.last(Duration.ofSeconds(-1)));
    assertRefused(bounds + "PT876001H", () -> search.last(Duration.ofHours(876_001)));
    assertRefused(
        "the range must begin before it ends, was from " + now + " to " + now,
        () -> search.between(now, now));
    assertRefused("user.id must not be empty", () -> search.user(""));
    assertRefused("user.id must not be empty", () -> search.failedRuns(""));
    assertRefused("task.id must not be empty", () -> search.timelineOfTask(""));
    assertRefused("field must not be blank", () -> search.where("", "a"));
    assertRefused("pageSize must be from 1 to 5000, was 0", () -> search.pageSize(0));
    assertRefused("pageSize must be from 1 to 5000, was 5001", () -> search.pageSize(5001));
    assertRefused(
        "timeout must be from 1 ms to PT1H, was PT0S", () -> search.timeout(Duration.ZERO));
    assertRefused(
        "timeout must be from 1 ms to PT1H, was PT1H0.001S",
        () -> search.timeout(Duration.ofHours(1).plusMillis(1)));
    assertRefused(
        "timeout must be from 1 ms to PT1H, was " + Duration.ofSeconds(Long.MAX_VALUE),
        () -> search.timeout(Duration.ofSeconds(Long.MAX_VALUE)));
  }

  @Test
  void aTimeThatWasUpIsNoAnswer() {
    answer = "{\"took\":7,\"timed_out\":true," + ALL_SHARDS + "," + NO_HITS + "}";
    SearchFailedException failure =
        assertThrows(
            SearchFailedException.class, () -> search.timeout(Duration.ofMillis(7)).runs());
    assertEquals(
        "'logs-*' could not be searched within PT0.007S: narrow the search", failure.getMessage());
  }

  @Test
  void aShardThatFailedIsNamedWithItsReason() {
    answer =
        "{\"took\":7,\"timed_out\":false,\"_shards\":{\"total\":3,\"successful\":2,\"failed\":1,"
            + "\"failures\":[{\"shard\":0,\"index\":\"a\","
            + "\"reason\":{\"type\":\"io_exception\",\"reason\":\"disk\"}}]},"
            + NO_HITS
            + "}";
    SearchFailedException failure = assertThrows(SearchFailedException.class, search::runs);
    assertEquals(
        "1 of 3 shards of 'logs-*' did not answer: io_exception: disk", failure.getMessage());
  }

  @Test
  void valuesAreTermsAndTheServerIsToldToAnswerWholeAndInTime() throws Exception {
    answer = "{\"took\":7,\"timed_out\":false," + ALL_SHARDS + "," + NO_HITS + "}";
    Page<FoundRun> page =
        search
            .between(Instant.parse("2026-11-26T11:00:00Z"), Instant.parse("2026-11-26T12:00:00Z"))
            .pageSize(10)
            .failedRuns("a\"* OR b");
    assertFalse(page.hasNext());
    String request = bodies.take();
    assertTrue(request.startsWith("/logs-*/_search?"), request);
    assertTrue(request.contains("allow_partial_search_results=false"), request);
    assertTrue(request.contains("allow_no_indices=false"), request);
    assertTrue(request.contains("\"timeout\":\"30000ms\""), request);
    assertTrue(request.contains("\"size\":11"), request);
    assertTrue(request.contains("{\"term\":{\"user.id\":{\"value\":\"a\\\"* OR b\"}}}"), request);
    assertTrue(
        request.contains(
            "{\"range\":{\"@timestamp\":{\"gte\":\"2026-11-26T11:00:00Z\",\"lt\":\"2026-11-26T12:00:00Z\","
                + "\"format\":\"strict_date_optional_time_nanos\"}}}"),
        request);
    assertFalse(request.contains("query_string"), request);
  }

  @Test
  void narrowingLeavesTheSearchItCameFromAsItWas() throws Exception {
    answer = "{\"took\":7,\"timed_out\":false," + ALL_SHARDS + "," + NO_HITS + "}";
    search.user("alice").task("a").last(Duration.ofHours(1)).pageSize(1);
    search.runs();
    String request = bodies.take();
    assertFalse(request.contains("\"user.id\":{"), request);
    assertFalse(request.contains("range"), request);
    assertTrue(request.contains("\"size\":501"), request);
  }

  @Test
  void aServerThatIsNotThereIsAnErrorOfTheClient() throws IOException {
    server.stop(0);
    IOException failure = assertThrows(IOException.class, search::runs);
    assertFalse(failure instanceof SearchFailedException, failure::toString);
  }
}
