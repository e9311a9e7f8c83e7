package io.flightlog.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line; what it starts is tested in {@link RealElasticsearchIT}. */
class RealElasticsearchProgramTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpNamesEveryOption() {
    assertEquals(0, run("--help"));
    for (String option :
        new String[] {"--zip", "--port", "--heap", "--setting", "--full-speed", "--watch-stdin"}) {
      assertTrue(text(out).contains(option), option);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--port 70000, 70000",
    "--port many, many",
    "--port, --port needs a value",
    "--heap 512, '512'",
    "--setting x, NAME=VALUE",
    "--zip no-such-elasticsearch-8.19.21.zip, no-such-elasticsearch-8.19.21.zip",
    "--colour red, unknown option --colour"
  })
  void aWrongCommandLineIsAnErrorThatSaysWhy(String arguments, String why) {
    assertTrue(run(arguments.split(" ")) != 0);
    assertTrue(text(err).contains(why), () -> text(err));
    assertEquals("", text(out));
  }

  private int run(String... arguments) {
    return new RealElasticsearchProgram(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(arguments);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
