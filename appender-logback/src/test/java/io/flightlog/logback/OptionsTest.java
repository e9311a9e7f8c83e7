package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.flightlog.config.Option;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option of the core can be written in a logback.xml, and arrives as it was written. */
class OptionsTest {
  /** A value other than the default for each option; an option that is missing here fails. */
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

  static List<Option<?>> options() {
    return PipelineConfig.OPTIONS;
  }

  @ParameterizedTest
  @MethodSource("options")
  void eachOptionCanBeWrittenInXml(Option<?> option) {
    String sample = SAMPLES.get(option.name());
    assertNotNull(sample, () -> "no sample for " + option.name());
    Map<String, String> written = new TreeMap<>(AT_ONCE);
    written.put(option.name(), sample);
    for (String other : COMPANIONS.getOrDefault(option.name(), List.of())) {
      written.put(other, SAMPLES.get(other));
    }
    PipelineConfig expected = PipelineConfig.from(OptionValues.of(written));
    PipelineConfig without = PipelineConfig.from(OptionValues.of(AT_ONCE));
    assertNotEquals(without, expected, "not another value");
    assertEquals(expected, readFrom(Xml.elements(written)));
  }

  @Test
  void repeatedElementsArriveInTheirOrder() {
    PipelineConfig expected =
        PipelineConfig.from(
            new OptionValues()
                .set("url", "http://127.0.0.1:1")
                .set("url", "http://127.0.0.1:2")
                .set("durability", "memory")
                .set("shutdownTimeout", "0")
                .addHeader("X-Tenant", "a")
                .addHeader("X-Trace", "b")
                .addField("team", "night")
                .addField("labels.site", "north")
                .addMdcField("rows", "row_count", "number")
                .addMdcField("shop", null, null)
                .addMask("email", null, null)
                .addMask(null, "pin=\\d{4,8}\\b", "pin=***")
                .addMask(null, "([a-z]+):[^@{}]+", "$1:\\$"));
    assertEquals(
        expected,
        readFrom(
            """
            <url>http://127.0.0.1:1</url>
            <url> http://127.0.0.1:2 </url>
            <durability>memory</durability>
            <shutdownTimeout>0</shutdownTimeout>
            <headers>
              <header><name>X-Tenant</name><value>a</value></header>
              <header>
                <name> X-Trace </name>
                <value>
                  b
                </value>
              </header>
            </headers>
            <field><name>team</name><value>night</value></field>
            <field><name>labels.site</name><value>north</value></field>
            <mask><preset> email </preset></mask>
            <mask>
              <pattern>pin=\\d{4,8}\\b</pattern>
              <replacement>pin=***</replacement>
            </mask>
            <mask>
              <pattern>([a-z]+):[^@{}]+</pattern>
              <replacement>$1:\\$</replacement>
            </mask>
            <mdc>
              <field><key>rows</key><name>row_count</name><type>number</type></field>
              <field><key>shop</key></field>
            </mdc>
            """));
  }

  @Test
  void environmentVariablesAndDefaultsAreFilledInByLogback() {
    PipelineConfig config =
        readFrom(
            """
            <url>${NO_SUCH_URL:-http://127.0.0.1:9}</url>
            <durability>memory</durability>
            <shutdownTimeout>0</shutdownTimeout>
            <dataset>${java.specification.version}</dataset>
            """);
    assertEquals("http://127.0.0.1:9", config.destination().urls().get(0).toString());
    assertEquals(System.getProperty("java.specification.version"), config.destination().dataset());
  }

  /** The configuration that this appender would start with; it need not start here. */
  private static PipelineConfig readFrom(String elements) {
    try (LogbackContext logback = LogbackContext.withOptions(elements)) {
      assertEquals(List.of(), logback.errors());
      return PipelineConfig.from(logback.appender().words().read());
    }
  }
}
