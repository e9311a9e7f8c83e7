package io.flightlog.benchmarks.jmh;

import java.io.IOException;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks of this package, with JMH's own options, and always with {@code -prof gc}.
 */
public final class JmhProgram {
  private static final int USAGE_ERROR = 64;

  private JmhProgram() {}

  /** Runs those whose names match; all without a pattern. */
  public static void main(String[] arguments) throws RunnerException {
    try {
      CommandLineOptions options = new CommandLineOptions(arguments);
      if (options.shouldHelp()) {
        options.showHelp();
      } else {
        run(options);
      }
    } catch (CommandLineOptionException | IOException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE_ERROR);
    }
  }

  static Collection<RunResult> run(CommandLineOptions options) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .parent(options)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build())
        .run();
  }
}
