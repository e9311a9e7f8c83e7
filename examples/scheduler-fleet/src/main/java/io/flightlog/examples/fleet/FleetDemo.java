package io.flightlog.examples.fleet;

import io.flightlog.mission.RunningMission;
import io.flightlog.testkit.ServerStartException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The controlling JVM of the demo; {@code examples/demo.sh} builds and starts it. Exits with 0 if
 * every answer is as it must be, 1 if not, 2 for wrong arguments. However it ends, it leaves no
 * process, port or file.
 */
@Command(name = "demo.sh", sortOptions = false)
public final class FleetDemo implements Callable<Integer> {
  private static final int CONSOLE_LINES = 30;

  @Option(names = "--instances", defaultValue = "4")
  private int instances;

  @Option(names = "--seconds")
  private @Nullable Integer seconds;

  @Option(names = "--outage")
  private boolean outage;

  @Option(names = "--log4j2")
  private boolean log4j2;

  @Option(names = "--keep")
  private boolean keep;

  @Option(names = "--elasticsearch")
  private @Nullable String elasticsearch;

  /** For the consoles and spools of the instances; removed in the end. */
  @Option(names = "--directory", hidden = true, required = true)
  private Path directory = Path.of("");

  /** Maven's build directory of this module. */
  @Option(names = "--build", hidden = true, required = true)
  private Path build = Path.of("");

  /** Whether standard output is a terminal, which a JVM whose input is a pipe cannot find out. */
  @Option(names = "--terminal", hidden = true)
  private boolean terminal;

  private volatile boolean stopped;

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  /** See {@code demo.sh --help}. Ends when standard input does. */
  public static void main(String[] args) {
    Lifeline.watch(() -> System.exit(1));
    System.exit(new CommandLine(new FleetDemo()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    DemoOptions options;
    try {
      options =
          new DemoOptions(
              instances,
              seconds == null ? DemoOptions.defaultSeconds(outage) : seconds,
              log4j2 ? FrontEnd.LOG4J2 : FrontEnd.LOGBACK,
              outage,
              keep,
              elasticsearch == null ? null : DemoOptions.url(elasticsearch));
    } catch (IllegalArgumentException e) {
      System.err.println("demo.sh: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    try (Cleanup cleanup = new Cleanup()) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cleanup), "cleanup"));
      cleanup.add(new WorkDirectory(directory));
      return runOrExplain(options, cleanup);
    }
  }

  private int runOrExplain(DemoOptions options, Cleanup cleanup) throws IOException {
    try {
      return run(options, cleanup);
    } catch (Exception e) {
      if (!stopped) { // else it is but the noise of what was taken away
        explain(e);
      }
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** On Ctrl-C, and after the end, when nothing is left to do. */
  private void stop(Cleanup cleanup) {
    stopped = true;
    cleanup.close();
  }

  private static void explain(Exception failure) throws IOException {
    System.err.println("demo.sh: " + failure.getMessage());
    if (failure instanceof Fleet.InstanceFailed instance) {
      System.err.println("Its console ends with:");
      tail(instance.console()).forEach(System.err::println);
    } else if (!(failure instanceof IOException || failure instanceof ServerStartException)) {
      failure.printStackTrace();
    }
  }

  private int run(DemoOptions options, Cleanup cleanup) throws Exception {
    ProgressLine progress = new ProgressLine(out, terminal);
    DemoServer server = server(options, progress, cleanup);
    RunningMission mission = options.keep() ? openMission(server, progress, cleanup) : null;
    LogIndex index = new LogIndex(server.client(), DemoServer.INDEX);
    String name = "demo-" + Tracing.hex(6);
    DemoRun run = new DemoRun(options, progress, cleanup, index, name);
    Answers answers = run.perform(server, directory, build);
    new FleetReport(out, server.url(), index).print(answers, run.questions(), name);
    if (options.outage()) {
      new IntegrityReport(out).print(answers.accounts(), name);
    }
    List<String> complaints = answers.complaints();
    out.println();
    complaints.forEach(complaint -> out.println("NOT AS IT MUST BE: " + complaint));
    if (complaints.isEmpty()) {
      out.println("All answers are as they must be.");
    }
    if (mission != null) {
      stayUp(mission.url(), server.url());
    }
    return complaints.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static DemoServer server(DemoOptions options, ProgressLine progress, Cleanup cleanup)
      throws IOException {
    URI own = options.elasticsearch();
    if (own == null) {
      progress.say("Starting Elasticsearch");
    }
    DemoServer server = own == null ? DemoServer.start(cleanup) : DemoServer.connect(own, cleanup);
    progress.say("Elasticsearch " + server.version() + " answers at " + server.url());
    return server;
  }

  /** The page, to look on while the fleet works; closed before the server is. */
  private static RunningMission openMission(
      DemoServer server, ProgressLine progress, Cleanup cleanup) throws IOException {
    RunningMission mission = cleanup.add(RunningMission.onLoopback(server.url(), DemoServer.INDEX));
    progress.say("Mission Control, for your browser: " + mission.url());
    return mission;
  }

  private void stayUp(URI page, URI server) throws InterruptedException {
    out.println(
        "Mission Control ("
            + page
            + ") and Elasticsearch ("
            + server
            + ") stay up until you press Ctrl-C.");
    Thread.currentThread().join();
  }

  private static List<String> tail(Path console) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(console), StandardCharsets.UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - CONSOLE_LINES), lines.size());
  }
}
