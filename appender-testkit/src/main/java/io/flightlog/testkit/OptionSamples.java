package io.flightlog.testkit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * For each option a value that is not its default, so that each front-end can show that it passes
 * every option on. Options are named as in the configuration page.
 */
public final class OptionSamples {
  /** A value other than the default for each option. */
  private static final Map<String, String> SAMPLES =
      Map.ofEntries(
          Map.entry("url", "http://127.0.0.1:1, http://127.0.0.1:2"),
          Map.entry("dataset", "jobs"),
          Map.entry("namespace", "test"),
          Map.entry("index", "logs-plain"),
          Map.entry("setup", "off"),
          Map.entry("indexMode", "standard"),
          Map.entry("retention", "30d"),
          Map.entry("apiKey", "c2VjcmV0"),
          Map.entry("apiKeyFile", "/run/secrets/elastic-key"),
          Map.entry("username", "ann"),
          Map.entry("password", "s3cret"),
          Map.entry("passwordFile", "/run/secrets/password"),
          Map.entry("bearerToken", "token"),
          Map.entry("bearerTokenFile", "/run/secrets/token"),
          Map.entry("allowInsecureCredentials", "true"),
          Map.entry("tls.caFile", "/etc/elastic/ca.pem"),
          Map.entry(
              "tls.caFingerprint",
              "ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab"),
          Map.entry("tls.trustStoreFile", "/etc/elastic/trust.p12"),
          Map.entry("tls.trustStorePassword", "changeit"),
          Map.entry("tls.trustStorePasswordFile", "/run/secrets/trust"),
          Map.entry("tls.certificateFile", "/etc/elastic/client.pem"),
          Map.entry("tls.keyFile", "/etc/elastic/client.key"),
          Map.entry("tls.keyPassword", "changeit"),
          Map.entry("tls.keyPasswordFile", "/run/secrets/key"),
          Map.entry("tls.verifyHostname", "accept-any-name"),
          Map.entry("proxy", "http://127.0.0.1:3128"),
          Map.entry("compression", "none"),
          Map.entry("connectTimeout", "3 s"),
          Map.entry("requestTimeout", "30 s"),
          Map.entry("maxInFlight", "3"),
          Map.entry("queue.slots", "1024"),
          Map.entry("queue.slotBytes", "512 B"),
          Map.entry("queue.maxLargeBytes", "4 MiB"),
          Map.entry("queue.whenFull", "drop"),
          Map.entry("queue.maxWait", "10 ms"),
          Map.entry("maxEventBytes", "32 KiB"),
          Map.entry("maxMessageBytes", "8 KiB"),
          Map.entry("maxStackTraceBytes", "16 KiB"),
          Map.entry("maxFields", "32"),
          Map.entry("maxLabelNames", "100"),
          Map.entry("callerData", "true"),
          Map.entry("mdc.include", "user, task"),
          Map.entry("mdc.exclude", "password"),
          Map.entry("maskedKeys", "pin, password"),
          Map.entry("batch.maxBytes", "512 KiB"),
          Map.entry("batch.maxEvents", "100"),
          Map.entry("batch.linger", "200 ms"),
          Map.entry("batch.poolBytes", "8 MiB"),
          Map.entry("retry.initialBackoff", "100 ms"),
          Map.entry("retry.maxBackoff", "10 s"),
          Map.entry("spool.directory", "target/other-spool"),
          Map.entry("spool.group", "billing"),
          Map.entry("spool.maxBytes", "64 MiB"),
          Map.entry("spool.after", "10 s"),
          Map.entry("spool.fsyncInterval", "1 s"),
          Map.entry("spool.adoptOrphans", "false"),
          Map.entry("spool.compression", "none"),
          Map.entry("service.name", "billing"),
          Map.entry("service.version", "1.2"),
          Map.entry("service.environment", "prod"),
          Map.entry("service.nodeName", "node-1"),
          Map.entry("durability", "journal"),
          Map.entry("idempotent", "false"),
          Map.entry("shutdownTimeout", "50 ms"),
          Map.entry("statusInterval", "30 s"));

  /** Options that mean nothing without others. */
  private static final Map<String, List<String>> COMPANIONS =
      Map.of(
          "username", List.of("password"),
          "password", List.of("username"),
          "passwordFile", List.of("username"),
          "tls.trustStorePassword", List.of("tls.trustStoreFile"),
          "tls.trustStorePasswordFile", List.of("tls.trustStoreFile"),
          "tls.certificateFile", List.of("tls.keyFile"),
          "tls.keyFile", List.of("tls.certificateFile"),
          "tls.keyPassword", List.of("tls.certificateFile", "tls.keyFile"),
          "tls.keyPasswordFile", List.of("tls.certificateFile", "tls.keyFile"));

  /** There is no server to wait for, and no other place for what one of these leaves on disk. */
  private static final Map<String, String> AT_ONCE =
      Map.of(
          "url", "https://127.0.0.1:1",
          "shutdownTimeout", "0",
          "durability", "memory",
          "spool.directory", "target/spool");

  private OptionSamples() {}

  /** Options of an appender that stops at once. */
  public static Map<String, String> without() {
    return new TreeMap<>(AT_ONCE);
  }

  /**
   * As above with this option, and those without which it means nothing.
   *
   * @throws AssertionError when there is no sample of it
   */
  public static Map<String, String> with(String option) {
    Map<String, String> written = without();
    written.put(option, sample(option));
    for (String other : COMPANIONS.getOrDefault(option, List.of())) {
      written.put(other, sample(other));
    }
    return written;
  }

  private static String sample(String option) {
    String sample = SAMPLES.get(option);
    if (sample == null) {
      throw new AssertionError("no sample for " + option);
    }
    return sample;
  }
}
