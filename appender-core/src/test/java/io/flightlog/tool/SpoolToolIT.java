package io.flightlog.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.metrics.PipelineStats;
import io.flightlog.testkit.FakeElasticsearch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar, started as an operator starts it. */
class SpoolToolIT {
  @TempDir private Path directory;
  private Path root;
  private Path jar;

  @BeforeEach
  void copyTheJarToADirectoryOfItsOwn() throws IOException {
    root = directory.resolve("spool");
    Path bin = Files.createDirectory(directory.resolve("bin"));
    jar = Files.copy(Path.of(System.getProperty("flightlog.core.jar")), bin.resolve("core.jar"));
  }

  @Test
  void looksAndExportsWithoutAnyLibrary() throws Exception {
    PipelineStats stats = Spools.leave(root, "spill", 100, Map.of());
    ToolRun help = run("--help");
    assertEquals(0, help.status(), help::toString);
    ToolRun list = run("spool", "list", root.toString());
    assertEquals(0, list.status(), list::toString);
    assertTrue(list.out().contains(stats.instanceId()), list::out);
    assertEquals("", list.err());
    assertEquals(0, run("spool", "list", root.toString(), "--json").status());
    assertEquals(0, run("spool", "show", root.toString()).status());
    assertEquals(0, run("spool", "verify", root.toString()).status());
    ToolRun export = run("spool", "export", root.toString(), "--bulk");
    assertEquals(0, export.status(), export::err);
    assertTrue(export.lines().size() >= 2 * stats.spooled(), export::toString);
    assertEquals(2, run("spool", "list", "/nowhere/at/all").status());
  }

  @Test
  void replayNamesTheLibrariesThatItLacks() throws Exception {
    Spools.leave(root, "spill", 10, Map.of());
    ToolRun run = run("spool", "replay", root.toString(), "--url", Spools.NOWHERE);
    assertEquals(2, run.status(), run::toString);
    assertTrue(run.err().contains("replay needs libraries that are not beside "), run::err);
    for (String library :
        List.of("elasticsearch-rest5-client", "httpclient5", "httpcore5", "jackson-core")) {
      assertTrue(run.err().contains("  " + library + "-VERSION.jar"), run::err);
    }
  }

  @Test
  void replaysWithTheLibrariesBesideIt() throws Exception {
    try (Stream<Path> libraries = Files.list(Path.of(System.getProperty("flightlog.core.lib")))) {
      for (Path library : libraries.toList()) {
        Files.copy(library, jar.resolveSibling(library.getFileName()));
      }
    }
    PipelineStats stats = Spools.leave(root, "journal", 500, Map.of());
    try (FakeElasticsearch server = FakeElasticsearch.started()) {
      ToolRun run = run("spool", "replay", root.toString(), "--url", server.url().toString());
      assertEquals(0, run.status(), run::toString);
      assertTrue(run.out().contains("sent           " + stats.spooled()), run::out);
      assertEquals(2, run.err().lines().count(), "nothing of logging: " + run.err());
      server.sequences().assertComplete(stats.instanceId(), stats.spooled());
    }
  }

  private ToolRun run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(args));
    Path err = directory.resolve("err");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    String out;
    try (InputStream in = process.getInputStream()) {
      out = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new ToolRun(process.exitValue(), out, Files.readString(err));
  }
}
