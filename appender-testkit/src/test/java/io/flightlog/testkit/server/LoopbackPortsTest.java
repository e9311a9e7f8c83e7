package io.flightlog.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Scanner;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {

  @Test
  void aFreePortCanBeBoundAndIsNoneThatClientsGet() throws IOException {
    int firstEphemeral =
        new Scanner(Files.readString(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))).nextInt();
    for (int i = 0; i < 100; i++) {
      int port = LoopbackPorts.free();
      assertTrue(port < Math.max(firstEphemeral, 32_768), () -> "ephemeral: " + port);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        assertEquals(port, socket.getLocalPort());
      }
    }
  }

  @Test
  void noPortIsGivenTwice() {
    Set<Integer> given = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      int port = LoopbackPorts.free();
      assertTrue(given.add(port), () -> "again: " + port);
    }
  }

  @Test
  void aRangeIsInTheServersNotation() {
    assertTrue(LoopbackPorts.anyFree().matches("\\d{5}-\\d{5}"));
  }
}
