package io.flightlog.mission;

import io.flightlog.config.ConfigException;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The words of the command line. How to reach Elasticsearch is checked by the library, as the
 * appender's options are. Secrets come from files or the environment: whoever lists processes reads
 * arguments.
 */
final class CommandOptions {
  static final String API_KEY_VARIABLE = "FLIGHTLOG_API_KEY";
  private static final Pattern INDICES = Pattern.compile("[a-z0-9.*][a-z0-9._*,-]{0,254}");

  @Option(
      names = "--elasticsearch",
      paramLabel = "URL",
      defaultValue = "http://localhost:9200",
      description = "8.x or 9.x; default: ${DEFAULT-VALUE}")
  private String elasticsearch = "";

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description = "holds an encoded API key; or the variable " + API_KEY_VARIABLE + " does")
  private @Nullable Path apiKeyFile;

  @Option(
      names = "--ca-file",
      paramLabel = "FILE",
      description = "PEM: the authorities that are trusted, instead of the JVM's")
  private @Nullable Path caFile;

  @Option(
      names = "--ca-fingerprint",
      paramLabel = "HEX",
      description = "SHA-256 of the only authority that is trusted")
  private @Nullable String caFingerprint;

  @Option(
      names = "--allow-insecure-credentials",
      description = "the key may travel unencrypted to another machine")
  private boolean allowInsecureCredentials;

  @Option(
      names = "--indices",
      paramLabel = "NAMES",
      defaultValue = "logs-*",
      description = "data streams, indices or patterns, commas between; default: ${DEFAULT-VALUE}")
  private String indices = "";

  @Option(names = "--kibana", paramLabel = "URL", description = "for links into Kibana")
  private @Nullable String kibana;

  @Option(
      names = "--port",
      defaultValue = "7070",
      description = "0: a free one; default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "the page has no login: who reaches it reads all logs; default: ${DEFAULT-VALUE}")
  private String bind = "";

  /**
   * @param environment of the process
   * @throws ConfigException for a value that cannot be used; names option, bound and value
   */
  Settings settings(Map<String, String> environment) {
    if (port < 0 || port > 65_535) {
      throw refused("--port", "a number from 0 to 65535", String.valueOf(port));
    }
    if (!INDICES.matcher(indices).matches()) {
      throw refused(
          "--indices",
          "names of data streams or indices in lower case, or patterns such as logs-*, commas"
              + " between, at most 255 characters",
          indices);
    }
    return new Settings(
        destination(environment.get(API_KEY_VARIABLE)), indices, kibanaUrl(), address(), port);
  }

  private PipelineConfig destination(@Nullable String apiKey) {
    if (elasticsearch.contains("@")) {
      throw new ConfigException(
          "--elasticsearch must be without user and password: whoever lists processes reads them;"
              + " use --api-key-file");
    }
    OptionValues values = new OptionValues().set("url", elasticsearch).set("setup", "off");
    if (apiKey != null && !apiKey.isEmpty() && apiKeyFile == null) {
      values.set("apiKey", apiKey);
    }
    setFile(values, "--api-key-file", "apiKeyFile", apiKeyFile);
    setFile(values, "--ca-file", "tls.caFile", caFile);
    if (caFingerprint != null) {
      values.set("tls.caFingerprint", caFingerprint);
    }
    if (allowInsecureCredentials) {
      values.set("allowInsecureCredentials", "true");
    }
    return PipelineConfig.from(values);
  }

  private static void setFile(
      OptionValues values, String option, String name, @Nullable Path file) {
    if (file != null) {
      if (!Files.isReadable(file)) {
        throw refused(option, "a file that can be read", file.toString());
      }
      values.set(name, file.toString());
    }
  }

  private @Nullable URI kibanaUrl() {
    if (kibana == null) {
      return null;
    }
    try {
      URI url = new URI(kibana);
      boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (isWeb && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException said) {
      // below
    }
    throw refused("--kibana", "a URL such as http://localhost:5601, without a user", kibana);
  }

  private InetAddress address() {
    try {
      return InetAddress.getByName(bind);
    } catch (UnknownHostException unknown) {
      throw refused("--bind", "an address of this machine", bind);
    }
  }

  private static ConfigException refused(String option, String bound, String value) {
    return new ConfigException(option + " must be " + bound + ", was '" + value + "'");
  }
}
