package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.server.Distribution;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starts, stops, kills and abandons real servers; each must leave the machine as it was. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
@Tag("full")
class RealElasticsearchIT {

  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private Path temporary;
  private long serverPid;

  @BeforeEach
  void makeRoom() throws IOException {
    // the server's own uid has to get in
    temporary = Files.createTempDirectory("flightlog-it-");
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    Eventually.await(() -> "left behind: " + leftovers(), A_MINUTE, () -> leftovers().isEmpty());
    Files.delete(temporary);
  }

  @Test
  void comesUpLateOnAReservedPortHangsOnRequestAndKeepsItsDataWhenKilled() throws Exception {
    int port = RealElasticsearch.freePort();
    try (RealElasticsearch server = builder().port(port).build()) {
      assertEquals(URI.create("http://127.0.0.1:" + port), server.url());
      ServerProbe probe = new ServerProbe(server.url());
      assertThrows(UncheckedIOException.class, () -> probe.count("logs", "*"));
      server.start();
      assertEquals(0, probe.count("logs", "*"));

      server.suspend();
      CompletableFuture<Long> count = CompletableFuture.supplyAsync(() -> probe.count("logs", "*"));
      assertThrows(TimeoutException.class, () -> count.get(500, TimeUnit.MILLISECONDS));
      server.resume();
      assertEquals(0, count.get(1, TimeUnit.MINUTES));

      serverPid = server.pid();
      probe.bulk("/logs/_bulk", List.of("{\"create\":{\"_id\":\"1\"}}", "{\"a\":1}"));
      server.kill();
      assertFalse(server.running());
      server.start();
      assertNotEquals(serverPid, server.pid());
      probe.refresh("logs");
      assertEquals(1, probe.count("logs", "*"), "an acknowledged document is gone");
      // closed while it hangs: nobody may be left waiting for it
      server.suspend();
    }
  }

  @Test
  void keepsItsPortAndDataOverARestart() {
    try (RealElasticsearch server = builder().start()) {
      ServerProbe probe = new ServerProbe(server.url());
      URI url = server.url();
      probe.bulk("/logs/_bulk", List.of("{\"create\":{\"_id\":\"1\"}}", "{\"a\":1}"));
      server.restart();
      assertEquals(url, server.url());
      assertEquals(1, probe.count("logs", "a:1"));
    }
  }

  @Test
  void aStartThatFailsShowsTheServersOwnWords() {
    RealElasticsearchBuilder builder = builder().setting("no.such.setting", "1");
    ServerStartException failure = assertThrows(ServerStartException.class, builder::start);
    assertTrue(failure.getMessage().contains("no.such.setting"), failure.getMessage());
  }

  @Test
  void aTakenPortIsAFailureNotAnotherPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      RealElasticsearchBuilder builder = builder().port(taken.getLocalPort());
      assertThrows(ServerStartException.class, builder::start);
    }
  }

  @Test
  void theServerDiesWithAParentThatIsKilled() throws Exception {
    Process program = program();
    ProcessHandle server = serverOf(program);
    serverPid = server.pid();
    program.destroyForcibly();
    Eventually.await("the server is gone", A_MINUTE, () -> !server.isAlive());
  }

  @Test
  void theProgramEndsOnSigtermAndTakesTheServerAlong() throws Exception {
    Process program = program();
    ProcessHandle server = serverOf(program);
    serverPid = server.pid();
    program.destroy();
    assertTrue(program.waitFor(1, TimeUnit.MINUTES));
    assertFalse(server.isAlive(), "the program did not wait for its server");
  }

  @Test
  void theProgramEndsWithItsStandardInput() throws Exception {
    Process program = program("--watch-stdin");
    ProcessHandle server = serverOf(program);
    serverPid = server.pid();
    program.getOutputStream().close();
    assertTrue(program.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, program.exitValue());
    assertFalse(server.isAlive(), "the program did not wait for its server");
  }

  @Test
  void theServerDiesWithAParentThatIsKilledWhileItStarts() throws Exception {
    Process program = start();
    Eventually.await("guard, its helper and a launcher", A_MINUTE, () -> processes().size() >= 3);
    program.destroyForcibly();
    // nothingIsLeftBehind() looks for its directory and its processes
  }

  private RealElasticsearchBuilder builder() {
    return RealElasticsearch.builder().heap("256m").temporaryDirectory(temporary);
  }

  /** A server in a process of its own, as a shell script would start it; up when this returns. */
  private Process program(String... more) throws IOException {
    Process program = start(more);
    BufferedReader out =
        new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8));
    String url = out.readLine();
    assertTrue(url != null && url.startsWith("http://127.0.0.1:"), "said " + url);
    assertEquals(0, new ServerProbe(URI.create(url)).count("logs", "*"));
    return program;
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String zip = System.getProperty(Distribution.ZIP_PROPERTY);
    command.add("-D" + Distribution.ZIP_PROPERTY + "=" + zip);
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(RealElasticsearch.class.getName(), "--heap", "256m"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The process that serves: the last in the chain program, guard, launcher, server. */
  private static ProcessHandle serverOf(Process program) {
    List<ProcessHandle> descendants = program.descendants().toList();
    assertTrue(descendants.size() >= 3, () -> "no server below the program: " + descendants);
    return descendants.get(descendants.size() - 1);
  }

  /** Files and processes of our servers, and what a killed server is known to leave elsewhere. */
  private Set<String> leftovers() {
    Set<String> names = processes();
    try (Stream<Path> files = Files.list(temporary)) {
      files.forEach(file -> names.add(file.toString()));
    } catch (IOException e) {
      names.add(e.toString());
    }
    Path attachSocket = Path.of("/tmp", ".java_pid" + serverPid);
    if (Files.exists(attachSocket)) {
      names.add(attachSocket.toString());
    }
    return names;
  }

  /** All processes that name our directory, the program itself excepted. */
  private Set<String> processes() {
    try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
      return processes
          .filter(process -> process.info().commandLine().orElse("").contains(temporary + "/"))
          .map(process -> "process " + process.pid())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
