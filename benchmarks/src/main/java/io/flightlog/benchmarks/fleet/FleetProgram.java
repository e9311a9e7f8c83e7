package io.flightlog.benchmarks.fleet;

import io.flightlog.benchmarks.fleet.Scenario.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Simulates fleets of several sizes before the same cluster, which meets a fault, and prints a
 * Markdown table. The exit status is 1 if any fleet did not catch up.
 */
@Command(
    name = "FleetProgram",
    description = "Simulates fleets of recorders before a cluster that restarts or is slow.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class FleetProgram implements Callable<Integer> {
  @Option(names = "--instances", split = ",", description = "sizes of the fleet (${DEFAULT-VALUE})")
  private List<Integer> instances = List.of(1, 10, 100, 500, 1000, 5000);

  @Option(names = "--rate", description = "events a second of all together (${DEFAULT-VALUE})")
  private long rate = 20_000;

  @Option(names = "--fault", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Fault fault = Fault.RESTART;

  @Option(names = "--chance", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Chance chance = Chance.JITTER;

  @Option(names = "--option", description = "of the library, such as batch.linger=10s")
  private Map<String, String> options = Map.of();

  @Option(names = "--shards", description = "primaries (${DEFAULT-VALUE})")
  private int shards = 1;

  @Option(names = "--images", description = "directory for pictures of the largest, and of all")
  private @Nullable Path images;

  /** Runs it, and exits. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new FleetProgram())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    System.out.println(FleetTable.head());
    List<FleetResult> results = new ArrayList<>();
    for (int size : instances) {
      FleetResult result = FleetSimulation.run(scenario(size));
      System.out.println(FleetTable.row(result));
      results.add(result);
    }
    Path directory = images;
    if (directory != null) {
      Files.createDirectories(directory);
      FleetResult largest = results.get(results.size() - 1);
      FleetResult inStep = FleetSimulation.run(largest.scenario().with(Chance.NO_JITTER));
      FleetCharts.attempts(largest, inStep, directory.resolve("fleet-attempts.png"));
      FleetCharts.recovery(results, directory.resolve("fleet-recovery.png"));
    }
    return results.stream().allMatch(FleetResult::hasRecovered) ? 0 : 1;
  }

  private Scenario scenario(int size) {
    Scenario restart = Scenario.restart(size, rate);
    return restart
        .with(restart.cluster().withShards(shards))
        .with(fault)
        .with(chance)
        .with(options);
  }
}
