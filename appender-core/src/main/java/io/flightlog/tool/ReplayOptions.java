package io.flightlog.tool;

import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.config.SecretFile;
import io.flightlog.spool.FoundDestination;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads where {@code replay} is to send, and as whom. Secrets come from files alone. */
final class ReplayOptions {
  private static final String URL = "--url";
  private static final String API_KEY_FILE = "--api-key-file";
  private static final String BEARER_TOKEN_FILE = "--bearer-token-file";
  private static final String USERNAME = "--username";
  private static final String PASSWORD_FILE = "--password-file";

  /** A flag. */
  static final String ALLOW_INSECURE_CREDENTIALS = "--allow-insecure-credentials";

  /** Passed on as they are, by the name of the library's option. */
  private static final Map<String, String> TLS =
      Map.of(
          "--ca-file", "tls.caFile",
          "--ca-fingerprint", "tls.caFingerprint",
          "--certificate-file", "tls.certificateFile",
          "--key-file", "tls.keyFile",
          "--key-password-file", "tls.keyPasswordFile");

  static Set<String> names() {
    Set<String> names = new TreeSet<>(TLS.keySet());
    names.addAll(Set.of(URL, API_KEY_FILE, BEARER_TOKEN_FILE, USERNAME, PASSWORD_FILE));
    return names;
  }

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
    for (String url : arguments.values(URL)) {
      if (url.contains("@")) {
        throw new UsageException(
            URL
                + " must be without user and password: whoever lists processes reads them. Use "
                + USERNAME
                + " and "
                + PASSWORD_FILE);
      }
      options.set("url", url);
    }
    setFile(options, "apiKeyFile", arguments.value(API_KEY_FILE));
    setFile(options, "bearerTokenFile", arguments.value(BEARER_TOKEN_FILE));
    String username = arguments.value(USERNAME);
    String passwordFile = arguments.value(PASSWORD_FILE);
    if ((username == null) != (passwordFile == null)) {
      throw new UsageException("options " + USERNAME + " and " + PASSWORD_FILE + " go together");
    }
    if (username != null) {
      options.set("username", username);
    }
    setFile(options, "passwordFile", passwordFile);
    if (arguments.has(ALLOW_INSECURE_CREDENTIALS)) {
      options.set("allowInsecureCredentials", "true");
    }
    for (Map.Entry<String, String> option : TLS.entrySet()) {
      String value = arguments.value(option.getKey());
      if (value != null) {
        options.set(option.getValue(), value);
      }
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
      checkReadable(file);
      options.set(name, file);
    }
  }

  /** Said now, not request by request. */
  private static void checkReadable(String file) throws UsageException {
    try {
      SecretFile.read(Path.of(file));
    } catch (IOException | InvalidPathException unreadable) {
      throw new UsageException("cannot read " + file + " (" + unreadable + ")");
    }
  }
}
