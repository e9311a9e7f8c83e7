package io.flightlog.mission;

import io.flightlog.config.ConfigException;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * The program: {@code java -jar mission-control.jar --elasticsearch URL}. Serves until it is ended;
 * exits with 2 for wrong options, with 1 if it cannot listen.
 */
@Command(
    name = "mission-control",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = "A web page that searches what schedulers logged with Flightlog.")
public final class MissionControl implements Callable<Integer> {
  @Mixin private CommandOptions options = new CommandOptions();

  /** See {@code --help}. */
  public static void main(String[] args) {
    System.getProperties().putIfAbsent("logback.configurationFile", "mission/logback.xml");
    System.exit(new CommandLine(new MissionControl()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    try (RunningMission mission = RunningMission.start(options.settings(System.getenv()))) {
      Runtime.getRuntime().addShutdownHook(new Thread(mission::close, "stop"));
      System.out.println("Mission Control: " + mission.url());
      new CountDownLatch(1).await();
      return CommandLine.ExitCode.OK;
    } catch (ConfigException wrong) {
      System.err.println("mission-control: " + wrong.getMessage());
      return CommandLine.ExitCode.USAGE;
    } catch (IOException failed) {
      System.err.println("mission-control: " + failed.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }
}
