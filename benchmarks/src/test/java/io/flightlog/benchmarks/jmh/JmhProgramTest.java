package io.flightlog.benchmarks.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Each benchmark once, as short as can be: for function, not for figures. */
@Tag("full")
class JmhProgramTest {
  private static final List<String> SHORT = List.of("-f", "1", "-wi", "0", "-i", "1", "-r", "10ms");

  @Test
  void whatAnEventCostsOnItsWayIsMeasuredWithItsAllocation() throws Exception {
    Set<String> names =
        run(
            "Encode|Ring|Spool|Store",
            "kind=EXCEPTION",
            "length=350",
            "durability=journal",
            "compression=none");
    assertEquals(
        Set.of(
            "EncodeBenchmark.encode",
            "RingBenchmark.alone",
            "RingBenchmark.contended",
            "SpoolBenchmark.plainFile",
            "SpoolBenchmark.write",
            "SpoolBenchmark.writeAndReplay",
            "StoreBenchmark.plainFile",
            "StoreBenchmark.store"),
        names);
  }

  @Test
  void aBurstOfCallsIsReceivedWholeFromOneThreadAndFromMany() throws Exception {
    Set<String> names = run("Append.*(one|sixteen)", "subject=flightlog,log4j2-file");
    assertEquals(Set.of("AppendBenchmark.oneThread", "AppendBenchmark.sixteenThreads"), names);
  }

  private static Set<String> run(String pattern, String... parameters)
      throws RunnerException, CommandLineOptionException {
    Stream<String> all =
        Stream.concat(
            Stream.concat(Stream.of(pattern), SHORT.stream()),
            Stream.of(parameters).flatMap(parameter -> Stream.of("-p", parameter)));
    List<RunResult> results =
        List.copyOf(JmhProgram.run(new CommandLineOptions(all.toArray(String[]::new))));
    for (RunResult result : results) {
      assertTrue(result.getPrimaryResult().getScore() > 0, () -> result.getParams().id());
      assertTrue(
          result.getSecondaryResults().keySet().stream()
              .anyMatch(name -> name.contains("gc.alloc")),
          () -> result.getSecondaryResults().toString());
    }
    return results.stream()
        .map(result -> result.getParams().getBenchmark())
        .map(name -> name.substring(JmhProgram.class.getPackageName().length() + 1))
        .collect(Collectors.toSet());
  }
}
