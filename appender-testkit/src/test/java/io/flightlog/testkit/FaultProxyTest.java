package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class FaultProxyTest {

  private static final List<String> PAIR = List.of("{\"create\":{}}", "{\"n\":1}");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  private final FakeElasticsearch fake = FakeElasticsearch.started();
  private final FaultProxy proxy = FaultProxy.before(fake.url());
  private final ServerProbe probe = new ServerProbe(proxy.url());

  @AfterEach
  void close() {
    proxy.close();
    fake.close();
  }

  @Test
  void passesRequestsAndAnswers() {
    probe.bulk("/a/_bulk", PAIR);
    probe.bulk("/a/_bulk", PAIR);
    assertEquals(2, fake.documentCount());
    // a client may find out late that it has its connection back
    assertTrue(proxy.connections() <= 2, () -> "" + proxy.connections());
  }

  @Test
  void aLostAnswerIsOneOfARequestThatWasExecuted() {
    probe.bulk("/a/_bulk", PAIR);
    proxy.cutNextAnswer();
    assertThrows(UncheckedIOException.class, () -> probe.bulk("/a/_bulk", PAIR));
    assertEquals(2, fake.documentCount());
    assertEquals(0, proxy.pendingCuts());
    probe.bulk("/a/_bulk", PAIR);
    assertEquals(3, fake.documentCount());
  }

  @Test
  void cutsTheFirstRequestThatIsLargeEnough() {
    proxy.cutNextRequestAfter(50_000);
    for (int i = 0; i < 100; i++) {
      probe.bulk("/a/_bulk", Collections.nCopies(10, PAIR).stream().flatMap(List::stream).toList());
    }
    assertEquals(1, proxy.pendingCuts(), "many small requests on one connection are no large one");
    List<String> large = Collections.nCopies(5000, PAIR).stream().flatMap(List::stream).toList();
    assertThrows(UncheckedIOException.class, () -> probe.bulk("/a/_bulk", large));
    assertEquals(0, proxy.pendingCuts());
    probe.bulk("/a/_bulk", large);
    assertEquals(6000, fake.documentCount());
  }

  @Test
  void refusesUntilItPassesAgainOnTheSamePort() throws IOException {
    URI before = proxy.url();
    try (Socket open = connected()) {
      assertAnswered(open);
      proxy.refuse();
      assertEnds(open);
    }
    assertThrows(ConnectException.class, this::connected);
    proxy.pass();
    assertEquals(before, proxy.url());
    probe.bulk("/a/_bulk", PAIR);
    assertEquals(1, fake.documentCount());
  }

  @Test
  void aBlackHoleAcceptsAndNeverAnswersNorNeedsAServer() throws IOException {
    try (Socket open = connected()) {
      assertAnswered(open);
      proxy.blackHole();
      fake.stop();
      for (Socket socket : List.of(open, connected())) {
        ask(socket);
        socket.setSoTimeout(200);
        assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
        socket.setSoTimeout(0);
      }
      fake.start();
      proxy.pass();
      assertEnds(open);
    }
    assertEquals(1, fake.requests().size());
    probe.bulk("/a/_bulk", PAIR);
    assertEquals(1, fake.documentCount());
  }

  @Test
  void aDelayedAnswerIsOneOfARequestThatWasExecutedAndComesWhenTheDelayIsLifted() {
    proxy.delay(Duration.ofHours(1));
    CompletableFuture<Void> answered =
        CompletableFuture.runAsync(() -> probe.bulk("/a/_bulk", PAIR));
    fake.awaitDocuments(1, PATIENCE);
    assertFalse(answered.isDone());
    proxy.pass();
    answered.join();
  }

  @Test
  void aDelayEndsByItself() {
    proxy.delay(Duration.ofMillis(20));
    probe.bulk("/a/_bulk", PAIR);
    assertEquals(1, fake.documentCount());
  }

  @Test
  void resetsNewAndOpenConnectionsWhenTheySendSomething() throws IOException {
    try (Socket open = connected()) {
      assertAnswered(open);
      proxy.reset();
      for (Socket socket : List.of(open, connected())) {
        ask(socket);
        String why =
            assertThrows(SocketException.class, () -> socket.getInputStream().read()).getMessage();
        assertTrue(why.contains("reset"), why);
      }
    }
    assertEquals(1, fake.requests().size());
  }

  @Test
  void answersGarbageOnNewAndOpenConnections() throws IOException {
    try (Socket open = connected()) {
      assertAnswered(open);
      proxy.garbage();
      for (Socket socket : List.of(open, connected())) {
        ask(socket);
        String garbage = rest(socket);
        assertFalse(garbage.isEmpty());
        assertFalse(garbage.contains("HTTP"), garbage);
      }
    }
    assertEquals(1, fake.requests().size());
    List<String> large = Collections.nCopies(50_000, PAIR).stream().flatMap(List::stream).toList();
    assertThrows(UncheckedIOException.class, () -> probe.bulk("/a/_bulk", large));
    proxy.pass();
    probe.bulk("/a/_bulk", PAIR);
    assertEquals(1, fake.documentCount());
  }

  @Test
  void cutsEveryAnswerAtItsByte() throws IOException {
    try (Socket open = connected()) {
      assertAnswered(open);
      proxy.cutEveryAnswerAfter(20);
      for (Socket socket : List.of(open, connected(), connected())) {
        ask(socket);
        assertEquals("HTTP/1.1 200 OK\r\ncon", rest(socket));
      }
    }
    assertEquals(4, fake.requests().size());
    assertEquals(3, proxy.connections());
  }

  @Test
  void cutsEveryRequestAtItsByte() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        FaultProxy before =
            FaultProxy.before(URI.create("http://127.0.0.1:" + listener.getLocalPort()))) {
      before.cutEveryRequestAfter(10_000);
      for (int i = 0; i < 2; i++) {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), before.url().getPort())) {
          client.getOutputStream().write(new byte[9_999]);
          client.getOutputStream().write(new byte[2]);
          try (Socket server = listener.accept()) {
            assertEquals(10_000, server.getInputStream().readAllBytes().length);
          }
          assertEnds(client);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pass", "blackHole", "delay", "reset", "garbage", "refuse"})
  void closingEndsEveryThread(String fault) throws IOException {
    Socket idle = connected();
    assertAnswered(idle);
    faultOf(fault).accept(proxy);
    if (!fault.equals("refuse")) {
      ask(connected());
    }
    proxy.close();
    assertEnds(idle);
    assertThrows(ConnectException.class, this::connected);
    Eventually.await(() -> "no thread left of " + threads(), PATIENCE, () -> threads().isEmpty());
    assertThrows(IllegalStateException.class, proxy::pass);
  }

  @Test
  void refusesNegativeBounds() {
    assertThrows(IllegalArgumentException.class, () -> proxy.cutEveryAnswerAfter(-1));
    assertThrows(IllegalArgumentException.class, () -> proxy.delay(Duration.ofMillis(-1)));
  }

  private static Consumer<FaultProxy> faultOf(String name) {
    return switch (name) {
      case "pass" -> FaultProxy::pass;
      case "blackHole" -> FaultProxy::blackHole;
      case "delay" -> proxy -> proxy.delay(Duration.ofHours(1));
      case "reset" -> FaultProxy::reset;
      case "garbage" -> FaultProxy::garbage;
      default -> FaultProxy::refuse;
    };
  }

  private List<String> threads() {
    String prefix = "fault-proxy-" + proxy.url().getPort() + "-";
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private Socket connected() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), proxy.url().getPort());
  }

  private static void ask(Socket socket) throws IOException {
    socket.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
  }

  private static void assertAnswered(Socket socket) throws IOException {
    ask(socket);
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("}}") < 0) {
      int next = socket.getInputStream().read();
      assertTrue(next >= 0, answer::toString);
      answer.append((char) next);
    }
    assertTrue(answer.toString().startsWith("HTTP/1.1 200"), answer::toString);
  }

  /** All that still comes, up to an orderly end. */
  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Closed or reset, and nothing comes before that. */
  private static void assertEnds(Socket socket) {
    try {
      assertEquals(-1, socket.getInputStream().read());
    } catch (IOException reset) {
      // as good
    }
  }
}
