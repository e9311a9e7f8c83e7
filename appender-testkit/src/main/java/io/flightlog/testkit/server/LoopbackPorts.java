package io.flightlog.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that stop and come back on the same one. They are taken from below the kernel's
 * ephemeral range: a port from within (what binding port 0 gives) may, while its server is down,
 * become the source port of any client, or of the very client that retries to connect to it, which
 * then talks to itself.
 */
public final class LoopbackPorts {

  private static final int LOWEST = 15_000;
  private static final int SPAN = 100;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();
  private static final Path EPHEMERAL = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

  private LoopbackPorts() {}

  /**
   * A port that nobody listens on now, and another one at each call: what was meant for an earlier
   * server, such as an event that lies in a spool, would reach the later one. Nothing holds it:
   * somebody else may still take it.
   */
  public static int free() {
    for (int attempt = 0; attempt < 1000; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, firstEphemeral());
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        if (GIVEN.add(port)) {
          return port;
        }
      } catch (IOException e) {
        // taken: try another one
      }
    }
    throw new IllegalStateException("no free port in " + LOWEST + "-" + firstEphemeral());
  }

  /**
   * A range in Elasticsearch's notation: it binds the first port in it that is free, atomically.
   */
  public static String anyFree() {
    int first = ThreadLocalRandom.current().nextInt(LOWEST, firstEphemeral() - SPAN);
    return first + "-" + (first + SPAN);
  }

  private static int firstEphemeral() {
    try {
      int first = new Scanner(Files.readString(EPHEMERAL)).nextInt();
      return first > LOWEST + 2 * SPAN ? first : 32_768;
    } catch (IOException | NoSuchElementException e) {
      return 32_768;
    }
  }
}
