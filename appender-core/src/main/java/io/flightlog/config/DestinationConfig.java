package io.flightlog.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where documents go: nodes, and the data stream {@code logs-<dataset>-<namespace>} or, for
 * clusters without data streams, one index or alias.
 *
 * @param urls at least one node, without user info, query or fragment
 * @param index writes here instead of the data stream, when not null
 * @param retention the data stream's lifecycle, when not null
 */
public record DestinationConfig(
    List<URI> urls,
    String dataset,
    String namespace,
    @Nullable String index,
    Setup setup,
    IndexMode indexMode,
    @Nullable Duration retention) {

  /** Whether the index template is installed at first contact. */
  public enum Setup {
    CREATE,
    OFF
  }

  /** The template's {@code index.mode}; AUTO takes logsdb where the server has it. */
  public enum IndexMode {
    AUTO,
    STANDARD,
    LOGSDB
  }

  static final int MAX_URLS = 64;

  static final Option<String> URL =
      Option.url("url", "http://localhost:9200", "an http or https URL of a node", url -> true);
  static final Option<String> DATASET =
      Option.text(
          "dataset",
          "scheduler",
          "1 to 100 characters of a data stream name: lower case, no - \\ / * ? \" < > | , # : or space",
          TargetName::isStreamPart);
  static final Option<String> NAMESPACE =
      Option.text("namespace", "default", DATASET.bound(), TargetName::isStreamPart);
  static final Option<String> INDEX_NAME =
      Option.text(
          "index",
          null,
          "an index name of at most 255 bytes: lower case, not starting with - _ + or .,"
              + " no \\ / * ? \" < > | , # : or space",
          TargetName::isIndex);
  static final Option<Setup> SETUP = Option.choice("setup", Setup.CREATE);
  static final Option<IndexMode> INDEX_MODE = Option.choice("indexMode", IndexMode.AUTO);
  static final Option<String> RETENTION =
      Option.text(
          "retention", null, "a whole number of days, hours or minutes, such as 30d", text -> true);

  public DestinationConfig {
    urls = Option.atMost(MAX_URLS, URL.name(), urls);
    for (URI url : urls) {
      NodeUrls.check(url);
    }
    DATASET.check(dataset);
    NAMESPACE.check(namespace);
    if (index != null) {
      INDEX_NAME.check(index);
    } else {
      checkStreamName("logs-" + dataset + "-" + namespace);
    }
    if (retention != null && (retention.toMinutes() < 1 || retention.toSecondsPart() != 0)) {
      throw RETENTION.refused(retention);
    }
  }

  static DestinationConfig from(OptionValues values, List<URI> urls) {
    String retention = values.find(RETENTION);
    return new DestinationConfig(
        urls,
        values.get(DATASET),
        values.get(NAMESPACE),
        values.find(INDEX_NAME),
        values.get(SETUP),
        values.get(INDEX_MODE),
        retention == null ? null : parseRetention(retention));
  }

  /** The {@code _index} of every document. */
  public String target() {
    return index != null ? index : "logs-" + dataset + "-" + namespace;
  }

  private static void checkStreamName(String name) {
    if (TargetName.utf8Bytes(name) > TargetName.MAX_STREAM_BYTES) {
      throw ConfigException.of(
          DATASET.name(),
          "short enough, with namespace, for a data stream name of at most "
              + TargetName.MAX_STREAM_BYTES
              + " bytes",
          name);
    }
  }

  private static Duration parseRetention(String text) {
    try {
      return DurationText.parse(text);
    } catch (RuntimeException unreadable) {
      throw RETENTION.refused(text);
    }
  }
}
