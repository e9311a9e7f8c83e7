package io.flightlog.examples.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script refuses early what the program refuses anyway, in the same words. */
class DemoOptionsTest {
  private static final int USAGE_ERROR = 2;

  @ParameterizedTest
  @CsvSource({"1, 30", "17, 30", "4, 9", "4, 601"})
  void refusesNumbersOutOfBoundsInTheScriptAsInTheProgram(int instances, int seconds)
      throws Exception {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new DemoOptions(instances, seconds, FrontEnd.LOGBACK, false, false, null));

    Ended script = demo("--instances", "" + instances, "--seconds=" + seconds);

    assertEquals(USAGE_ERROR, script.status());
    assertEquals("demo.sh: " + refused.getMessage() + "\n", script.output());
  }

  @ParameterizedTest
  @CsvSource({"30, ", "40, http://localhost:9200"})
  void refusesWhatDoesNotGoWithAnOutageInTheScriptAsInTheProgram(int seconds, @Nullable URI url)
      throws Exception {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new DemoOptions(4, seconds, FrontEnd.LOGBACK, true, false, url));
    List<String> arguments = new ArrayList<>(List.of("--outage", "--seconds", "" + seconds));
    if (url != null) {
      arguments.add("--elasticsearch=" + url);
    }

    Ended script = demo(arguments.toArray(String[]::new));

    assertEquals(new Ended(USAGE_ERROR, "demo.sh: " + refused.getMessage() + "\n"), script);
  }

  @Test
  void anOutageHasTimeUnlessAskedOtherwise() {
    DemoOptions options =
        new DemoOptions(4, DemoOptions.defaultSeconds(true), FrontEnd.LOG4J2, true, false, null);

    assertTrue(options.seconds() > Incidents.OUTAGE.toSeconds() + 20, options.toString());
  }

  @Test
  void namesBoundsAndValue() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new DemoOptions(0, 30, FrontEnd.LOGBACK, false, false, null));

    assertEquals("--instances must be a number from 2 to 16, was '0'", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9200", "ftp://localhost", "http://", "http:/x", ""})
  void refusesWhatIsNoUrlInTheScriptAsInTheProgram(String url) throws Exception {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> DemoOptions.url(url));

    Ended script = demo("--elasticsearch", url);

    assertEquals(USAGE_ERROR, script.status());
    assertEquals("demo.sh: " + refused.getMessage() + "\n", script.output());
  }

  @Test
  void takesAUrlWithAPath() {
    assertEquals(
        URI.create("https://es.example.com:9200/path"),
        DemoOptions.url("https://es.example.com:9200/path"));
  }

  @ParameterizedTest
  @CsvSource({
    "--seconds, --seconds needs a value",
    "--verbose, unknown argument '--verbose'; --help lists them",
    "30, unknown argument '30'; --help lists them",
    "--seconds=x, '--seconds must be a number from 10 to 600, was ''x'''",
    "--instances=2.5, '--instances must be a number from 2 to 16, was ''2.5'''",
  })
  void scriptSaysWhatIsWrongWithAnArgument(String argument, String message) throws Exception {
    assertEquals(new Ended(USAGE_ERROR, "demo.sh: " + message + "\n"), demo(argument));
  }

  @Test
  void scriptExplainsItselfWithoutBuildingAnything() throws Exception {
    Ended help = demo("--seconds", "12", "--help");

    assertEquals(0, help.status());
    for (String option :
        List.of("--outage", "--log4j2", "--instances", "--seconds", "--keep", "--elasticsearch")) {
      assertTrue(help.output().contains(option + " "), option);
    }
  }

  private record Ended(int status, String output) {}

  private static Ended demo(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", script().toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return new Ended(process.exitValue(), output);
  }

  /** Tests run in the module's directory. */
  private static Path script() {
    return Path.of("..", "demo.sh");
  }
}
