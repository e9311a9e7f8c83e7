package io.flightlog.testkit.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A distribution zip, and what differs between products and versions. Product and version are read
 * from the file's name as Maven gives it.
 *
 * @param zip the file
 * @param openSearch whether it is OpenSearch rather than Elasticsearch
 * @param major first number of the version
 * @param minor second number of the version
 * @param version the whole version
 */
public record Distribution(Path zip, boolean openSearch, int major, int minor, String version) {

  /** Names the zip; Maven's dependency plugin sets it in the builds of this project. */
  public static final String ZIP_PROPERTY = "flightlog.elasticsearch.zip";

  private static final Pattern NAME =
      Pattern.compile("(elasticsearch|opensearch)(?:-[a-z]+)*-((\\d+)\\.(\\d+)\\..*)\\.zip");

  /** The zip that {@value #ZIP_PROPERTY} names. */
  public static Distribution fromProperty() {
    return of(System.getProperty(ZIP_PROPERTY));
  }

  static Distribution of(@Nullable String property) {
    if (property == null || property.isBlank() || property.startsWith("${")) {
      throw new IllegalStateException(
          "no server distribution: the system property "
              + ZIP_PROPERTY
              + " is "
              + (property == null ? "not set" : "'" + property + "'")
              + "; it must name the zip of org.elasticsearch.distribution.integ-test-zip:elasticsearch,"
              + " see docs/testing.md");
    }
    return of(Path.of(property));
  }

  /** Refuses a file that is absent or whose name does not say what it is. */
  public static Distribution of(Path zip) {
    Matcher name = NAME.matcher(zip.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException(
          "not named like elasticsearch-<version>.zip or opensearch-<version>.zip: " + zip);
    }
    if (!Files.isRegularFile(zip)) {
      throw new IllegalArgumentException("no such server distribution: " + zip);
    }
    return new Distribution(
        zip,
        name.group(1).equals("opensearch"),
        Integer.parseInt(name.group(3)),
        Integer.parseInt(name.group(4)),
        name.group(2));
  }

  /** {@code elasticsearch} or {@code opensearch}: names the script and the yml file. */
  public String product() {
    return openSearch ? "opensearch" : "elasticsearch";
  }

  /** The oldest JDK that starts it, measured on 7.17, 8.19, 9.5 and OpenSearch 3.8. */
  public int minJdk() {
    if (openSearch) {
      return major >= 3 ? 21 : 11;
    }
    return major >= 9 ? 21 : major == 8 ? 17 : 11;
  }

  /** The newest: up to 8.17 a security manager is demanded, which JDK 24 no longer has. */
  public int maxJdk() {
    if (openSearch) {
      return major >= 3 ? Integer.MAX_VALUE : 21;
    }
    if (major <= 7) {
      return 17;
    }
    return major == 8 && minor < 18 ? 23 : Integer.MAX_VALUE;
  }

  /**
   * Without these the version would not run as a test server; each is fatal to some other version.
   *
   * @param superuser null for a server without security
   */
  public Map<String, String> demandedSettings(@Nullable Superuser superuser) {
    if (superuser == null) {
      return openSearch ? Map.of() : Map.of("xpack.security.enabled", "false");
    }
    if (openSearch || major < 8) {
      throw new IllegalArgumentException(
          "no test server with security from " + product() + " " + version + ": 8 and 9 only");
    }
    return superuser.settings();
  }
}
