package io.flightlog.faults;

import io.flightlog.testkit.ChildJvm;
import io.flightlog.testkit.Eventually;
import io.flightlog.testkit.PipelineStatistics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One life of an {@link Application} in a JVM of its own, as its parent sees it. */
final class Life implements AutoCloseable {
  static final Duration LONG = Duration.ofMinutes(5);

  /** Small, quick to start, and without files of its own. */
  private static final List<String> SMALL =
      List.of(
          "-Xmx64m",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData");

  private final ChildJvm child;

  private Life(ChildJvm child) {
    this.child = child;
  }

  /**
   * @param own of the application, {@code app.…}
   */
  static Life start(Settings settings, String... own) {
    return startUnder(List.of(), settings, own);
  }

  /**
   * @param prefix a command that runs the JVM
   */
  static Life startUnder(List<String> prefix, Settings settings, String... own) {
    List<String> arguments = new ArrayList<>(List.of(own));
    settings.values().forEach((name, value) -> arguments.add(name + "=" + value));
    Path home = Path.of(System.getProperty("java.home"));
    return new Life(
        ChildJvm.startUnder(
            prefix, home, SMALL, Application.class, arguments.toArray(String[]::new)));
  }

  ChildJvm child() {
    return child;
  }

  /** Waits for its first words; from then on its pipeline runs. */
  String instance() {
    return rest(child.awaitLine("instance ", LONG));
  }

  /** The instance, if it got so far as to say it. */
  Optional<String> knownInstance() {
    return child.lastLine("instance ").map(Life::rest);
  }

  void awaitFirstPromise() {
    child.awaitLine("written ", LONG);
  }

  void awaitWritten(long sequence) {
    Eventually.await(
        () -> sequence + " written: " + child.output(), LONG, () -> written() >= sequence);
  }

  /** The highest sequence that it had said to be written, −1 if none. */
  long written() {
    return child.lastLine("written ").map(line -> Long.parseLong(rest(line))).orElse(-1L);
  }

  /** The highest sequence that it had said to be given out, −1 if none. */
  long claimed() {
    return child.lastLine("claimed ").map(Life::sequence).orElse(-1L);
  }

  /** The highest sequence that it had said to be given out so long before its last word on it. */
  long claimedBefore(Duration before) {
    List<String> lines =
        child.output().lines().filter(line -> line.startsWith("claimed ")).toList();
    long end = lines.isEmpty() ? 0 : millis(lines.get(lines.size() - 1));
    return lines.stream()
        .filter(line -> millis(line) <= end - before.toMillis())
        .mapToLong(Life::sequence)
        .max()
        .orElse(-1);
  }

  List<String> warnings() {
    return child.output().lines().filter(line -> line.startsWith("warn ")).toList();
  }

  /** What it counted, once it has closed its pipeline. */
  PipelineStatistics figures() {
    return Figures.parse(rest(child.awaitLine("closed ", LONG)));
  }

  boolean isClosed() {
    return child.lastLine("closed ").isPresent();
  }

  private static String rest(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }

  private static long sequence(String line) {
    return Long.parseLong(line.split(" ", -1)[1]);
  }

  private static long millis(String line) {
    return Long.parseLong(line.split(" ", -1)[2]);
  }

  @Override
  public void close() {
    child.close();
  }
}
