package io.flightlog.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineConfigTest {
  @Test
  void defaultsAloneMakeAWorkingConfiguration() {
    PipelineConfig config = PipelineConfig.from(new OptionValues());
    assertEquals(List.of(URI.create("http://localhost:9200")), config.destination().urls());
    assertEquals("logs-scheduler-default", config.destination().target());
    assertEquals(8192, config.queue().slots());
    assertEquals(ByteSize.mebibytes(1), config.batch().maxBytes());
    assertEquals(Duration.ofSeconds(1), config.batch().linger());
    assertNull(config.http().credentials());
    assertEquals(PipelineConfig.Durability.SPILL, config.durability());
    assertTrue(config.idempotent());
  }

  @Test
  void everyDefaultPassesItsOwnCheckAndReadsBack() {
    for (Option<?> option : PipelineConfig.OPTIONS) {
      String text = option.defaultText();
      if (text != null && !text.isEmpty()) {
        assertEquals(option.defaultValue(), option.parse(text), option.name());
      }
    }
  }

  @Test
  void configurationsOfTheSameWordsAreEqual() {
    assertEquals(PipelineConfig.from(someOfEverything()), PipelineConfig.from(someOfEverything()));
    assertEquals(
        PipelineConfig.from(someOfEverything()).hashCode(),
        PipelineConfig.from(someOfEverything()).hashCode());
  }

  @Test
  void withoutADiskTheFewestBuffersAreFour() {
    OptionValues four = OptionValues.of(Map.of("durability", "memory", "batch.poolBytes", "4 MiB"));
    assertEquals(ByteSize.mebibytes(4), PipelineConfig.from(four).batch().poolBytes());
    OptionValues three =
        OptionValues.of(Map.of("durability", "memory", "batch.poolBytes", "3 MiB"));
    ConfigException refused = assertThrows(ConfigException.class, () -> PipelineConfig.from(three));
    assertTrue(refused.getMessage().contains("at least 4 × batch.maxBytes (4 MiB)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url           | http://other:9200",
        "apiKey        | another key",
        "proxy         | http://proxy:3129",
        "queue.slots   | 128",
        "queue.maxWait | 51 ms",
        "mdc.include   | a",
        "batch.linger  | 2 s",
        "retry.maxBackoff | 31 s",
        "service.name  | other",
        "retention     | 31d",
        "spool.directory | /var/spool/flightlog",
        "spool.group   | billing",
        "durability    | journal",
        "shutdownTimeout | 6 s",
      })
  void oneOtherWordMakesAnotherConfiguration(String option, String value) {
    assertNotEquals(PipelineConfig.from(new OptionValues()), read(option, value));
  }

  @ParameterizedTest
  @CsvSource({"tls.caFile, /etc/elastic/ca.pem", "tls.verifyHostname, accept-any-name"})
  void anotherTrustMakesAnotherConfiguration(String option, String value) {
    Map<String, String> trusting = Map.of("url", "https://a:9200", option, value);
    assertNotEquals(read("url", "https://a:9200"), PipelineConfig.from(OptionValues.of(trusting)));
  }

  @Test
  void headersFieldsAndKeysArePartOfTheValueToo() {
    OptionValues header = new OptionValues().addHeader("X-Tenant", "one");
    OptionValues otherHeader = new OptionValues().addHeader("X-Tenant", "two");
    assertNotEquals(PipelineConfig.from(header), PipelineConfig.from(otherHeader));
    OptionValues field = new OptionValues().addField("team", "one");
    OptionValues otherField = new OptionValues().addField("team", "two");
    assertNotEquals(PipelineConfig.from(field), PipelineConfig.from(otherField));
    OptionValues key = new OptionValues().addMdcField("rows", null, "number");
    OptionValues otherKey = new OptionValues().addMdcField("rows", null, "keyword");
    assertNotEquals(PipelineConfig.from(key), PipelineConfig.from(otherKey));
  }

  private static OptionValues someOfEverything() {
    return OptionValues.of(
            Map.of(
                "url", "https://a:9200, https://b:9200",
                "apiKey", "key",
                "proxy", "http://proxy:3128",
                "retention", "30d",
                "mdc.exclude", "b, a",
                "service.name", "billing"))
        .addHeader("X-Tenant", "one")
        .addField("team", "night")
        .addMdcField("rows", "row_count", "number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "queue.slots          | 100        | a power of two",
        "queue.slots          | 32         | from 64 to 1048576",
        "queue.slots          | many       | a whole number",
        "queue.slotBytes      | 10         | from 64 B to 64 KiB",
        "queue.whenFull       | explode    | one of: wait, drop",
        "queue.maxWait        | 50         | a duration",
        "queue.maxWait        | -5 ms      | a duration",
        "batch.linger         | 0          | from 1 ms to 10 min",
        "batch.maxBytes       | 20 GiB     | a size from",
        "batch.maxBytes       | 64 KiB     | at least maxEventBytes + 20 KiB (84 KiB)",
        "batch.poolBytes      | 5 MiB      | at least 6 × batch.maxBytes unless durability is memory",
        "retry.maxBackoff     | 1 ms       | at least retry.initialBackoff (250 ms)",
        "requestTimeout       | 0          | from 10 ms",
        "maxInFlight          | 0          | from 1 to 16",
        "dataset              | My Data    | lower case",
        "namespace            | a-b        | no - ",
        "index                | _hidden    | not starting with",
        "setup                | maybe      | one of: create, off",
        "indexMode            | fast       | one of: auto, standard, logsdb",
        "retention            | soon       | a whole number of days",
        "compression          | zip        | one of: gzip, none",
        "proxy                | proxy:3128 | an http URL with host and port",
        "username             | a:b        | without a colon",
        "durability           | disk       | one of: memory, spill, journal",
        "idempotent           | false      | true unless durability is memory",
        "spool.maxBytes       | 512 KiB    | a size from 1 MiB to 1024 GiB",
        "spool.maxBytes       | 1 MiB      | at least 2 × batch.maxBytes (2 MiB)",
        "spool.after          | 0          | a duration from 100 ms",
        "spool.fsyncInterval  | 120 min    | a duration from 10 ms",
        "spool.adoptOrphans   | maybe      | true or false",
        "spool.compression    | zstd       | one of: gzip, none",
        "callerData           | yes        | true or false",
        "maxLabelNames        | 5001       | a whole number from 0 to 5000",
        "shutdownTimeout      | forever    | a duration",
        "statusInterval       | 500 ms     | but not between 0 and 1 s",
      })
  void refusesAWrongValueNamingOptionBoundAndValue(String option, String value, String bound) {
    ConfigException refused = assertThrows(ConfigException.class, () -> read(option, value));
    assertTrue(refused.getMessage().contains("option " + option + ":"), refused.getMessage());
    assertTrue(refused.getMessage().contains(bound), refused.getMessage());
    assertTrue(
        refused.getMessage().contains(value) || refused.getMessage().contains(normal(value)),
        refused.getMessage());
  }

  private static String normal(String value) {
    return ByteSize.parse(value).toString();
  }

  @Test
  void urlsAreRepeatedOrCommaSeparatedAndEachTakenOnce() {
    PipelineConfig config =
        PipelineConfig.from(
            new OptionValues()
                .set("url", "https://es-1:9200, https://es-2:9200")
                .set("url", "https://es-1:9200"));
    assertEquals(
        List.of(URI.create("https://es-1:9200"), URI.create("https://es-2:9200")),
        config.destination().urls());
  }

  @Test
  void tlsIsNotSetUpForAUrlThatHasNone() {
    ConfigException refused =
        assertThrows(ConfigException.class, () -> read("tls.caFile", "ca.pem"));
    assertEquals(
        "option url: must be an https URL where an option tls.* is set, but is"
            + " \"http://localhost:9200\"",
        refused.getMessage());
  }

  @Test
  void anUnknownOptionIsRefused() {
    OptionValues values = new OptionValues();
    ConfigException unknown =
        assertThrows(ConfigException.class, () -> values.set("batch.lingr", "1 s"));
    assertEquals("option batch.lingr: there is no such option", unknown.getMessage());
  }

  @Test
  void anOptionThatIsSetTwiceIsRefused() {
    OptionValues values = new OptionValues().set("dataset", "a");
    assertThrows(ConfigException.class, () -> values.set("dataset", "b"));
  }

  @Test
  void anIndexReplacesTheDataStream() {
    assertEquals("my-logs", read("index", "my-logs").destination().target());
  }

  @Test
  void equalWordsMakeEqualConfigurations() {
    OptionValues one = OptionValues.of(Map.of("batch.linger", "1 s", "apiKey", "k"));
    OptionValues other = OptionValues.of(Map.of("batch.linger", "1000 ms", "apiKey", "k"));
    assertEquals(PipelineConfig.from(one), PipelineConfig.from(other));
    assertNotEquals(PipelineConfig.from(one), PipelineConfig.from(new OptionValues()));
  }

  @Test
  void fieldsAndMdcFieldsAreGivenOnceForEachName() {
    OptionValues fields = new OptionValues().addField("team", "a").addField("team", "b");
    assertThrows(ConfigException.class, () -> PipelineConfig.from(fields));
    OptionValues mdc =
        new OptionValues().addMdcField("size", null, "number").addMdcField("size", "n", null);
    assertThrows(ConfigException.class, () -> PipelineConfig.from(mdc));
    assertThrows(
        ConfigException.class, () -> new OptionValues().addMdcField("size", null, "integer"));
    assertThrows(ConfigException.class, () -> new OptionValues().addField(" ", "x"));
    assertThrows(ConfigException.class, () -> new OptionValues().addHeader("X", "a\r\nY: b"));
  }

  @Test
  void inMemoryNeitherIdsNorASpoolAreNeeded() {
    PipelineConfig config =
        PipelineConfig.from(
            OptionValues.of(
                Map.of("durability", "memory", "idempotent", "false", "spool.maxBytes", "1 MiB")));
    assertFalse(config.idempotent());
  }

  @Test
  void mdcKeysAreListsOfNames() {
    PipelineConfig config = read("mdc.include", "a, b,,c ");
    assertEquals(java.util.Set.of("a", "b", "c"), config.event().mdcInclude());
  }

  private static PipelineConfig read(String option, String value) {
    return PipelineConfig.from(OptionValues.of(Map.of(option, value)));
  }
}
