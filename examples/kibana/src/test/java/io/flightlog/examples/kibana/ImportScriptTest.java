package io.flightlog.examples.kibana;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.tls.CertificateAuthority;
import io.flightlog.testkit.tls.TlsFront;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code import.sh} against what a Kibana answers. */
@Tag("full")
class ImportScriptTest {
  private static final String SECRET = "it's a \"secret\" \\ $HOME ünï!";
  private static final long SECONDS_TO_RUN = 120;

  @TempDir private Path directory;

  private record Ended(int status, String output) {}

  private Ended run(Map<String, String> environment, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", "import.sh"));
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("KIBANA_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(SECONDS_TO_RUN, TimeUnit.SECONDS), "it ends");
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(output));
  }

  private static ScriptedKibana.Request only(ScriptedKibana kibana) {
    assertEquals(1, kibana.requests().size());
    return kibana.requests().get(0);
  }

  @Test
  void theFileIsSentAsItIsAndWhatWasImportedIsSaid() throws Exception {
    try (ScriptedKibana kibana = new ScriptedKibana(200, ScriptedKibana.IMPORTED)) {
      Ended ended = run(Map.of(), "--url", kibana.url().toString());
      assertEquals(new Ended(0, "Imported 6 objects into " + kibana.url() + "\n"), ended);
      ScriptedKibana.Request request = only(kibana);
      assertEquals("POST", request.method());
      assertEquals("/api/saved_objects/_import?overwrite=true", request.target());
      assertEquals("flightlog", request.xsrf());
      assertNull(request.login());
      String file = Files.readString(SavedObjects.FILE, StandardCharsets.ISO_8859_1);
      assertTrue(request.body().contains("\r\n\r\n" + file + "\r\n--"), request::body);
      assertTrue(request.body().contains("filename=\"flightlog.ndjson\""), request::body);
    }
  }

  @Test
  void aBasePathAndASpaceAreInThePath() throws Exception {
    try (ScriptedKibana kibana = new ScriptedKibana(200, ScriptedKibana.IMPORTED)) {
      Ended ended = run(Map.of(), "--space", "night", "--url", kibana.url() + "/kibana/");
      assertEquals(0, ended.status(), ended::output);
      assertEquals(
          "/kibana/s/night/api/saved_objects/_import?overwrite=true", only(kibana).target());
    }
  }

  @Test
  void credentialsReachKibanaAndNobodyWhoListsProcesses() throws Exception {
    Path arguments = directory.resolve("arguments");
    Path curl = directory.resolve("curl");
    String real = realCurl();
    Files.writeString(
        curl, "#!/bin/sh\nprintf '%s\\n' \"$@\" >>'" + arguments + "'\nexec " + real + " \"$@\"\n");
    Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwx------"));
    String path = directory + ":" + System.getenv("PATH");
    Path file = Files.writeString(directory.resolve("secret"), SECRET + "\r\nanother line\n");
    String apiKey = "ApiKey " + SECRET;
    String basic = "Basic " + base64("ann:" + SECRET);
    assertEquals(apiKey, login(Map.of("PATH", path, "KIBANA_API_KEY", SECRET)));
    assertEquals(apiKey, login(Map.of("PATH", path, "KIBANA_API_KEY_FILE", file.toString())));
    assertEquals(
        basic, login(Map.of("PATH", path, "KIBANA_USER", "ann", "KIBANA_PASSWORD", SECRET)));
    assertEquals(
        basic,
        login(Map.of("PATH", path, "KIBANA_USER", "ann", "KIBANA_PASSWORD_FILE", file.toString())));
    String seen = Files.readString(arguments);
    assertEquals(4, seen.split("kbn-xsrf", -1).length - 1, seen);
    assertFalse(seen.contains("secret\\\"") || seen.contains(SECRET) || seen.contains("ann"), seen);
  }

  private String realCurl() throws Exception {
    Process which = new ProcessBuilder("sh", "-c", "command -v curl").start();
    return new String(which.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** What Kibana sees; header values come as bytes, which the server reads as ISO-8859-1. */
  private String login(Map<String, String> environment) throws Exception {
    try (ScriptedKibana kibana = new ScriptedKibana(200, ScriptedKibana.IMPORTED)) {
      Ended ended = run(environment, "--url", kibana.url().toString());
      assertEquals(0, ended.status(), ended::output);
      String login = String.valueOf(only(kibana).login());
      return new String(login.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
  }

  static List<List<String>> refusals() {
    return List.of(
        List.of("200", ScriptedKibana.MISSING_REFERENCE, "did not import everything"),
        List.of("200", ScriptedKibana.MISSING_REFERENCE, "\"id\":\"non-existing\""),
        List.of("200", ScriptedKibana.CONFLICT, "\"type\":\"conflict\""),
        List.of("200", "<html>a login page</html>", "did not import everything: <html>"),
        List.of("302", "", "sends elsewhere (302)"),
        List.of("400", ScriptedKibana.NO_HEADER, "answered 400: {\"statusCode\":400"),
        List.of("401", ScriptedKibana.UNAUTHORIZED, "set KIBANA_API_KEY or KIBANA_USER"),
        List.of("403", ScriptedKibana.FORBIDDEN, "(403): {\"statusCode\":403"),
        List.of("403", ScriptedKibana.FORBIDDEN, "Unable to bulk_create dashboard"),
        List.of("404", ScriptedKibana.NOT_FOUND, "is the base path right"),
        List.of("503", ScriptedKibana.NOT_READY, "again in a minute: Kibana server is not ready"),
        List.of("500", "\u001b[31mred\n\nlines", "answered 500:  [31mred  lines"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatKibanaRefusesIsAnErrorThatSaysWhy(List<String> refusal) throws Exception {
    int status = Integer.parseInt(refusal.get(0));
    try (ScriptedKibana kibana = new ScriptedKibana(status, refusal.get(1))) {
      Ended ended = run(Map.of(), "--url", kibana.url().toString());
      assertEquals(1, ended.status(), ended::output);
      assertTrue(ended.output().startsWith("import.sh: "), ended::output);
      assertTrue(ended.output().contains(refusal.get(2)), ended::output);
      assertFalse(ended.output().contains("Imported"), ended::output);
      only(kibana);
    }
  }

  @Test
  void aKibanaThatIsNotThereIsNamed() throws Exception {
    String url;
    try (ScriptedKibana kibana = new ScriptedKibana(200, ScriptedKibana.IMPORTED)) {
      url = kibana.url().toString();
    }
    Ended ended = run(Map.of(), "--url", url);
    assertEquals(1, ended.status(), ended::output);
    assertTrue(ended.output().contains("import.sh: no answer from " + url), ended::output);
  }

  @Test
  void anAuthorityIsTrustedWhenItIsGiven() throws Exception {
    CertificateAuthority authority = CertificateAuthority.root("Some CA");
    Path file = Files.writeString(directory.resolve("ca.pem"), authority.pem());
    try (ScriptedKibana kibana = new ScriptedKibana(200, ScriptedKibana.IMPORTED);
        TlsFront front = new TlsFront(kibana.url()).is(authority.issue("kibana"))) {
      Ended stranger = run(Map.of("KIBANA_API_KEY", "key"), "--url", front.url().toString());
      assertEquals(1, stranger.status(), stranger::output);
      assertEquals(List.of(), kibana.requests());
      Ended ended =
          run(
              Map.of("KIBANA_API_KEY", "key"),
              "--url",
              front.url().toString(),
              "--ca",
              file.toString());
      assertEquals(0, ended.status(), ended::output);
      assertEquals("ApiKey key", only(kibana).login());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--colour red | | unknown argument '--colour'",
        "--url | | --url needs a value",
        "--url ftp://x | | was 'ftp://x'",
        "--url https://x/?a=b | | was 'https://x/?a=b'",
        "--url http://ann:hush@x | | --url must not have a user in it",
        "--space Night! | | was 'Night!'",
        "--ca no-such-file | | was 'no-such-file'",
        "--url http://kibana.example.org | KIBANA_API_KEY=hush | credentials go over https only",
        "--url http://127.0.0.1.example.org | KIBANA_API_KEY=hush | credentials go over https only",
        "| KIBANA_API_KEY=hush KIBANA_API_KEY_FILE=x | KIBANA_API_KEY or KIBANA_API_KEY_FILE, not both",
        "| KIBANA_API_KEY=hush KIBANA_USER=ann KIBANA_PASSWORD=hush | an API key or a user, not both",
        "| KIBANA_API_KEY_FILE=no-such-file | was 'no-such-file'",
        "| KIBANA_API_KEY_FILE=/dev/null | the first line of '/dev/null' is empty",
        "| KIBANA_API_KEY=hush\u0007hush | KIBANA_API_KEY has a control character",
        "| KIBANA_PASSWORD=hush | no KIBANA_USER",
        "| KIBANA_USER=ann | no KIBANA_PASSWORD",
        "| KIBANA_USER=a:b KIBANA_PASSWORD=hush | a colon"
      })
  void wrongInputIsRefusedBeforeAnythingIsSent(String arguments, String variables, String why)
      throws Exception {
    Map<String, String> environment = new HashMap<>();
    for (String variable : words(variables)) {
      int equals = variable.indexOf('=');
      environment.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    Ended ended = run(environment, words(arguments).toArray(String[]::new));
    assertEquals(2, ended.status(), ended::output);
    assertTrue(ended.output().contains(why), ended::output);
    assertFalse(ended.output().contains("hush"), ended::output);
  }

  private static List<String> words(String text) {
    return text == null ? List.of() : List.of(text.split(" "));
  }

  @Test
  void helpNamesEveryOptionAndVariable() throws Exception {
    Ended ended = run(Map.of(), "--help");
    assertEquals(0, ended.status());
    for (String name :
        List.of("--url", "--space", "--ca", "KIBANA_API_KEY_FILE", "KIBANA_PASSWORD_FILE")) {
      assertTrue(ended.output().contains(name), name);
    }
  }
}
