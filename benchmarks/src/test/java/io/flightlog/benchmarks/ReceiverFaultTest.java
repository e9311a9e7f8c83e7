package io.flightlog.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.flightlog.testkit.Eventually;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A receiver counts what arrives, suffers when told so, and is then there again. */
class ReceiverFaultTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path directory;

  private final HttpClient client = HttpClient.newHttpClient();

  @ParameterizedTest
  @EnumSource(names = {"BULK_MESSAGES", "LINES", "LOKI"})
  void whoeverWasDownIsThereAgainOnItsPortWithAllItHad(ReceiverKind kind) throws Exception {
    try (Receiver receiver = kind.open(directory.resolve("unused"))) {
      int port = receiver.port();
      send(kind, port, 7);
      awaitEvents(receiver, 1);
      receiver.suffer(Fault.DOWN);
      assertThrows(ConnectException.class, () -> send(kind, port, 8));
      receiver.recover();
      assertEquals(port, receiver.port());
      send(kind, port, 9);
      awaitEvents(receiver, 2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BULK_MESSAGES", "LOKI"})
  void whatIsAnsweredBy503HasNotArrived(ReceiverKind kind) throws Exception {
    try (Receiver receiver = kind.open(directory.resolve("unused"))) {
      receiver.suffer(Fault.UNAVAILABLE);
      assertEquals(503, post(kind, receiver.port(), 1));
      receiver.recover();
      post(kind, receiver.port(), 2);
      awaitEvents(receiver, 1);
    }
  }

  @Test
  void aFileIsReadWhileItGrows() throws IOException {
    Path file = directory.resolve("events.log");
    try (Receiver receiver = ReceiverKind.FILE.open(file);
        OutputStream out = Files.newOutputStream(file)) {
      out.write(line(0));
      awaitEvents(receiver, 1);
      out.write(line(1));
      out.write(line(1));
      awaitEvents(receiver, 2);
      Eventually.await("three lines", LIMIT, () -> receiver.wireBytes() == 3L * line(1).length);
      assertEquals(1, receiver.sequences().reports().get(0).repeats());
    }
  }

  private static void awaitEvents(Receiver receiver, long wanted) {
    Eventually.await(wanted + " events", LIMIT, () -> receiver.events() == wanted);
  }

  private void send(ReceiverKind kind, int port, long sequence) throws Exception {
    if (kind == ReceiverKind.LINES) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write(line(sequence));
      }
    } else {
      post(kind, port, sequence);
    }
  }

  private int post(ReceiverKind kind, int port, long sequence)
      throws IOException, InterruptedException {
    String document = new String(line(sequence), StandardCharsets.UTF_8);
    boolean loki = kind == ReceiverKind.LOKI;
    String path = loki ? "/loki/api/v1/push" : "/_bulk";
    String body = loki ? lokiPush(sequence) : "{\"create\":{\"_index\":\"logs\"}}\n" + document;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private static String lokiPush(long sequence) {
    return "{\"streams\":[{\"stream\":{\"app\":\"a\"},\"values\":[[\"1\",\"Order "
        + sequence
        + " of customer\",{\"level\":\"INFO\"}]]}]}";
  }

  private static byte[] line(long sequence) {
    String line = "{\"message\":\"Order " + sequence + " of customer\"}\n";
    return line.getBytes(StandardCharsets.UTF_8);
  }
}
