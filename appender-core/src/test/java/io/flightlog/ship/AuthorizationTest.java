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

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Credentials that come from a file, over real sockets. */
@Timeout(60)
class AuthorizationTest {
  @TempDir Path directory;

  @Test
  void readsTheKeyFromItsFileAndAgainWhenItChanges() throws Exception {
    Path file = Files.writeString(directory.resolve("key"), "  b25l\n");
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client = open(options(server.url()).set("apiKeyFile", file.toString()))) {
      exchange(client);
      exchange(client);
      Files.writeString(file, "dHdv");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
      exchange(client);
      assertEquals("ApiKey b25l", sent(server, 0));
      assertEquals("ApiKey b25l", sent(server, 1));
      assertEquals("ApiKey dHdv", sent(server, 2));
    }
  }

  @Test
  void readsTheTokenAgainAfterItWasRefusedThoughTheFileLooksTheSame() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "old");
    FileTime time = Files.getLastModifiedTime(file);
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client =
            open(options(server.url()).set("bearerTokenFile", file.toString()))) {
      exchange(client);
      Files.writeString(file, "new");
      Files.setLastModifiedTime(file, time);
      exchange(client);
      client.refreshCredentials();
      exchange(client);
      assertEquals("Bearer old", sent(server, 1));
      assertEquals("Bearer new", sent(server, 2));
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
  void aFileThatVanishesLeavesTheLastKeyInForce() throws Exception {
    Path file = Files.writeString(directory.resolve("key"), "b25l");
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client = open(options(server.url()).set("apiKeyFile", file.toString()))) {
      exchange(client);
      Files.delete(file);
      exchange(client);
      assertEquals("ApiKey b25l", sent(server, 1));
    }
  }

  @Test
  void theUsersOwnHeaderWins() throws Exception {
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client =
            open(
                options(server.url())
                    .set("apiKey", "b25l")
                    .addHeader("authorization", "Custom mine"))) {
      exchange(client);
      assertEquals("Custom mine", sent(server, 0));
    }
    try (SocketServer server = answering(200, OK);
        Rest5BulkClient client = open(options(server.url()))) {
      exchange(client);
      assertNull(sent(server, 0));
    }
  }

  private static Throwable failure(Rest5BulkClient client) throws InterruptedException {
    Outcome outcome = new Outcome();
    client.send(0, Wire.bulk(), outcome);
    return outcome.awaitFailure();
  }

  private static String sent(SocketServer server, int request) {
    return server.requests().get(request).header("Authorization");
  }
}
