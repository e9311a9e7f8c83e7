package io.flightlog.tool;

import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.spool.FoundDestination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where {@code replay} is to send, and as whom. Secrets come from files alone. */
final class ReplayOptions {
  private static final String URL = "--url";
  private static final String API_KEY_FILE = "--api-key-file";
  private static final String BEARER_TOKEN_FILE = "--bearer-token-file";
  private static final String USERNAME = "--username";
  private static final String PASSWORD_FILE = "--password-file";

  static final Set<String> NAMES =
      Set.of(URL, API_KEY_FILE, BEARER_TOKEN_FILE, USERNAME, PASSWORD_FILE);

  private static final int MAX_SECRET_BYTES = 64 << 10;

  private ReplayOptions() {}

  /**
   * @param destination null when nothing waits, and only the options are to be checked
   */
  static PipelineConfig config(Arguments arguments, @Nullable FoundDestination destination)
      throws UsageException {
    if (arguments.values(URL).isEmpty()) {
      throw new UsageException("where to? Give " + URL + " http://host:9200");
    }
    OptionValues options = new OptionValues();
    arguments.values(URL).forEach(url -> options.set("url", url));
    setFile(options, "apiKeyFile", arguments.value(API_KEY_FILE));
    setFile(options, "bearerTokenFile", arguments.value(BEARER_TOKEN_FILE));
    String username = arguments.value(USERNAME);
    String passwordFile = arguments.value(PASSWORD_FILE);
    if ((username == null) != (passwordFile == null)) {
      throw new UsageException("options " + USERNAME + " and " + PASSWORD_FILE + " go together");
    }
    if (username != null && passwordFile != null) {
      options.set("username", username);
      options.set("password", secret(passwordFile));
    }
    if (destination != null && !destination.target().isEmpty()) {
      options.set("index", destination.target()); // and so no template is installed
    } else {
      options.set("setup", "off");
    }
    // the largest event of any configuration has room
    options.set("maxEventBytes", "1 MiB");
    options.set("batch.maxBytes", "2 MiB");
    options.set("retry.maxBackoff", "5 s");
    return PipelineConfig.from(options);
  }

  private static void setFile(OptionValues options, String name, @Nullable String file)
      throws UsageException {
    if (file != null) {
      secret(file); // said now, not request by request
      options.set(name, file);
    }
  }

  private static String secret(String file) throws UsageException {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > MAX_SECRET_BYTES) {
        throw new UsageException(file + " is too long for a secret");
      }
      return Files.readString(path).strip();
    } catch (IOException | InvalidPathException unreadable) {
      throw new UsageException("cannot read " + file + " (" + unreadable + ")");
    }
  }
}
