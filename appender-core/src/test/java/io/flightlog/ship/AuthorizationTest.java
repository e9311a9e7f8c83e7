package io.flightlog.ship;

import static io.flightlog.ship.Wire.OK;
import static io.flightlog.ship.Wire.answering;
import static io.flightlog.ship.Wire.exchange;
import static io.flightlog.ship.Wire.open;
import static io.flightlog.ship.Wire.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that come from a file, over real sockets. */
@Timeout(180)
class AuthorizationTest {
  @TempDir Path directory;

  @Test
  void aNewKeyIsInForceWithTheNextRequestThoughItsFileLooksTheSame() throws Exception {
    Path file = Files.writeString(directory.resolve("key"), "  b25l\n");
    FileTime time = Files.getLastModifiedTime(file);
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client = open(options(server.url()).set("apiKeyFile", file.toString()))) {
      exchange(client);
      exchange(client);
      Files.writeString(file, "  dHdv\n");
      Files.setLastModifiedTime(file, time);
      exchange(client);
      assertEquals("ApiKey b25l", sent(server, 0));
      assertEquals("ApiKey b25l", sent(server, 1));
      assertEquals("ApiKey dHdv", sent(server, 2));
    }
  }

  /** The names, links and times are those of a mounted secret. */
  @Test
  void aSecretThatKubernetesSwapsIsReadAgain() throws Exception {
    for (String each : List.of("..one", "..two")) {
      Path file =
          Files.writeString(Files.createDirectory(directory.resolve(each)).resolve("pw"), each);
      Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    }
    Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("..one"));
    Path file = Files.createSymbolicLink(directory.resolve("pw"), Path.of("..data", "pw"));
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client =
            open(
                options(server.url())
                    .set("username", "ann")
                    .set("passwordFile", file.toString()))) {
      exchange(client);
      Path swap = Files.createSymbolicLink(directory.resolve("..tmp"), Path.of("..two"));
      Files.move(swap, data, StandardCopyOption.ATOMIC_MOVE);
      exchange(client);
      assertEquals("Basic " + base64("ann:..one"), sent(server, 0));
      assertEquals("Basic " + base64("ann:..two"), sent(server, 1));
    }
  }

  @Test
  void aTokenThatWasReplacedWhileItWasRefusedIsUsedNext() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "old");
    try (SocketServer server =
            new SocketServer(
                connection -> {
                  while (connection.readRequest() != null) {
                    Files.writeString(file, "new"); // between the request and its refusal
                    connection.answer(401, "{}");
                  }
                });
        Rest5BulkClient client =
            open(options(server.url()).set("bearerTokenFile", file.toString()))) {
      assertEquals(401, exchange(client).status());
      exchange(client);
      assertEquals("Bearer old", sent(server, 0));
      assertEquals("Bearer new", sent(server, 1));
    }
  }

  @Test
  void withoutAnyKeyNothingIsSentAndOnceItIsThereItIs() throws Exception {
    Path file = directory.resolve("later");
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client = open(options(server.url()).set("apiKeyFile", file.toString()))) {
      Throwable failure = failure(client);
      assertInstanceOf(CredentialsUnreadableException.class, failure);
      assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
      assertEquals(Verdict.HOLD, Verdict.ofFailure(failure));

      Files.writeString(file, "s3cret\u0007");
      failure = failure(client);
      assertInstanceOf(CredentialsUnreadableException.class, failure);
      assertFalse(failure.getMessage().contains("s3cret"), failure.getMessage());

      Files.writeString(file, "a2V5");
      exchange(client);
      assertEquals(1, server.requests().size());
      assertEquals("ApiKey a2V5", sent(server, 0));
    }
  }

  @Test
  void aFileThatVanishesOrIsHalfWrittenLeavesTheLastKeyInForce() throws Exception {
    Path file = Files.writeString(directory.resolve("key"), "b25l");
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client = open(options(server.url()).set("apiKeyFile", file.toString()))) {
      exchange(client);
      Files.writeString(file, "");
      exchange(client);
      Files.write(file, new byte[65 << 10]);
      exchange(client);
      Files.write(file, new byte[] {(byte) 0xff});
      exchange(client);
      Files.delete(file);
      exchange(client);
      Files.writeString(file, "dHdv");
      exchange(client);
      for (int i = 0; i < 5; i++) {
        assertEquals("ApiKey b25l", sent(server, i));
      }
      assertEquals("ApiKey dHdv", sent(server, 5));
    }
  }

  @Test
  void theUsersOwnHeaderIsSent() throws Exception {
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client =
            open(options(server.url()).addHeader("authorization", "Custom mine"))) {
      exchange(client);
      assertEquals("Custom mine", sent(server, 0));
    }
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client = open(options(server.url()))) {
      exchange(client);
      assertNull(sent(server, 0));
    }
  }

  @Test
  void noHostGetsThemButTheNodeThatWasAsked() throws Exception {
    try (SocketServer other = answering(200, OK);
        SocketServer server =
            new SocketServer(
                connection -> {
                  while (connection.readRequest() != null) {
                    String location = "location: " + other.url() + "/_bulk\r\n";
                    connection.answer(307, location, new byte[0]);
                  }
                });
        Rest5BulkClient client = open(options(server.url()).set("apiKey", "b25l"))) {
      assertEquals(307, exchange(client).status());
      assertEquals(1, server.requests().size());
      assertEquals(0, other.connections());
    }
  }

  private static Throwable failure(Rest5BulkClient client) throws InterruptedException {
    Outcome outcome = new Outcome();
    client.send(0, Wire.bulk(), outcome);
    return outcome.awaitFailure();
  }

  private static String base64(String pair) {
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String sent(SocketServer server, int request) {
    return server.requests().get(request).header("Authorization");
  }
}
