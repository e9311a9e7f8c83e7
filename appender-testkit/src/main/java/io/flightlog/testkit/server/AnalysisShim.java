package io.flightlog.testkit.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Puts the plugin {@code AnalysisShim} into an unpacked Elasticsearch 8 or 9. The index in which
 * the server keeps users, roles and API keys names a few analysis components of a module that the
 * integ-test distribution lacks; the plugin supplies them by name. It is compiled against the
 * distribution itself, since a server takes only plugins of exactly its version.
 */
final class AnalysisShim {

  private static final String NAME = "AnalysisShim";
  private static final String PACKAGE = "shim";

  private final Distribution distribution;
  private final Path jdk;

  AnalysisShim(Distribution distribution, Path jdk) {
    this.distribution = distribution;
    this.jdk = jdk;
  }

  /** Leaves nothing but the plugin's two files behind. */
  void installInto(Path home) throws IOException {
    Path plugin = home.resolve("plugins/analysis-shim");
    DistributionCache.makeReadable(plugin);
    Path work = Files.createTempDirectory("flightlog-shim-");
    try {
      readable(jar(compiled(home, work), plugin.resolve("analysis-shim.jar")));
      readable(Files.write(plugin.resolve("plugin-descriptor.properties"), descriptor()));
    } finally {
      FileTrees.delete(work);
    }
  }

  private Path compiled(Path home, Path work) throws IOException {
    Path source = work.resolve(NAME + ".java");
    try (InputStream resource = AnalysisShim.class.getResourceAsStream(NAME + ".java")) {
      if (resource == null) {
        throw new IOException(NAME + ".java is missing from the testkit's jar");
      }
      Files.copy(resource, source);
    }
    Path classes = Files.createDirectory(work.resolve("classes"));
    List<String> command = new ArrayList<>();
    command.addAll(List.of(jdk.resolve("bin/javac").toString(), "-nowarn", "-proc:none"));
    command.addAll(List.of("--release", release(), "-d", classes.toString()));
    command.addAll(List.of("-cp", home.resolve("lib") + File.separator + "*", source.toString()));
    run(command);
    return classes;
  }

  private static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + " failed:\n" + said);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while compiling", e);
    }
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(classes.resolve(PACKAGE))) {
      for (Path file : files.sorted().toList()) {
        out.putNextEntry(new JarEntry(PACKAGE + "/" + file.getFileName()));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  private List<String> descriptor() {
    return List.of(
        "name=analysis-shim",
        "description=analysis components that the security index names",
        "version=1.0",
        "classname=" + PACKAGE + "." + NAME,
        "java.version=" + release(),
        "elasticsearch.version=" + distribution.version());
  }

  private String release() {
    return Integer.toString(distribution.minJdk());
  }

  private static void readable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }
}
