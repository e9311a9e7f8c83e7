package io.flightlog.testkit.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one instance has for itself: configuration, data, logs and temporary files, all below one
 * directory of the system's temporary directory. Made here, removed by the instance's guard. Used
 * by one thread at a time.
 */
public final class InstanceDirectory {

  private final Path root;
  private final Distribution distribution;
  private final ServerUser user;

  private InstanceDirectory(Path root, Distribution distribution, ServerUser user) {
    this.root = root;
    this.distribution = distribution;
    this.user = user;
  }

  /** Chooses the name only, so that the guard can watch over it before it is there. */
  public static InstanceDirectory in(Path temporary, Distribution distribution, ServerUser user) {
    if (!user.canEnter(temporary)) {
      throw new IllegalStateException(
          "the uid that runs the server cannot enter the temporary directory " + temporary);
    }
    String name = "flightlog-" + distribution.product() + "-" + UUID.randomUUID();
    return new InstanceDirectory(temporary.resolve(name), distribution, user);
  }

  /** Makes the directories and copies the distribution's configuration; superuser: or none. */
  public void create(Path home, List<String> jvmOptions, @Nullable Superuser superuser)
      throws IOException {
    Files.createDirectory(
        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    for (String name : List.of("config/jvm.options.d", "data", "logs", "tmp")) {
      Files.createDirectories(root.resolve(name));
    }
    FileTrees.copyContents(home.resolve("config"), config());
    Files.write(config().resolve("jvm.options.d/flightlog.options"), jvmOptions);
    removeGcLog(config().resolve("jvm.options"));
    if (superuser != null) {
      for (Map.Entry<String, List<String>> file : superuser.files().entrySet()) {
        Files.write(config().resolve(file.getKey()), file.getValue());
      }
    }
    user.own(root);
  }

  /** Puts files into the configuration directory, each in one instant. */
  public void put(Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path target = config().resolve(file.getKey());
      Path directory = Objects.requireNonNull(target.getParent(), "below the configuration");
      Files.createDirectories(directory);
      Path next = Files.writeString(directory.resolve("next"), file.getValue());
      user.own(directory);
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Nobody reads it, and 7 and OpenSearch write it into the distribution, which is not theirs. */
  private static void removeGcLog(Path jvmOptions) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(jvmOptions));
    lines.removeIf(line -> line.contains("gc.log"));
    Files.write(jvmOptions, lines);
  }

  /** Writes the settings of the next start. */
  public void configure(Map<String, String> settings) throws IOException {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("path.data", root.resolve("data").toString());
    all.put("path.logs", logs().toString());
    List<String> lines = new ArrayList<>();
    // a double-quoted YAML scalar is what a JSON string is
    all.forEach((name, value) -> lines.add(name + ": \"" + escaped(value) + "\""));
    Path file = config().resolve(distribution.product() + ".yml");
    Files.write(file, lines);
    Files.deleteIfExists(portsFile());
    Files.deleteIfExists(exitFile());
    user.own(file);
  }

  /** The server's command with an environment of its own: nothing of ours leaks into it. */
  public List<String> command(Path home, Path jdk) {
    String prefix = distribution.openSearch() ? "OPENSEARCH" : "ES";
    List<String> command = new ArrayList<>(user.commandPrefix());
    command.addAll(List.of("env", "-i", "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + root));
    command.add(prefix + "_JAVA_HOME=" + jdk);
    command.add(prefix + "_PATH_CONF=" + config());
    Path temporary = root.resolve("tmp");
    command.add(prefix + "_TMPDIR=" + temporary);
    // the launcher of 8 and 9 is a JVM too, and leaves directories in its own temporary directory
    command.add("CLI_JAVA_OPTS=-XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + temporary);
    command.add(home.resolve("bin").resolve(distribution.product()).toString());
    command.addAll(List.of("-p", pidFile().toString()));
    return command;
  }

  public Path root() {
    return root;
  }

  /** The port that the server has bound, once it has. */
  public OptionalInt boundPort() {
    String ports = read(portsFile());
    String first = ports.lines().findFirst().orElse("");
    int colon = first.lastIndexOf(':');
    return colon < 0
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(first.substring(colon + 1).trim()));
  }

  /** The server JVM itself, not its launcher. */
  public OptionalLong serverPid() {
    return number(pidFile());
  }

  /** The group of all processes of the server, while it runs. */
  public OptionalLong processGroup() {
    return number(root.resolve("group"));
  }

  /** The exit status of the server, once it has ended. */
  public OptionalLong exitStatus() {
    return number(exitFile());
  }

  /** The last lines that the server printed. */
  public String tailOfLog(int lines) {
    List<String> all = read(root.resolve("out.log")).lines().toList();
    return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
  }

  private Path config() {
    return root.resolve("config");
  }

  private Path logs() {
    return root.resolve("logs");
  }

  private Path portsFile() {
    return logs().resolve("http.ports");
  }

  private Path pidFile() {
    return root.resolve("server.pid");
  }

  private Path exitFile() {
    return root.resolve("exit");
  }

  private static OptionalLong number(Path file) {
    String text = read(file).trim();
    return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
