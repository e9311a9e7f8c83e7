package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.flightlog.config.Option;
import io.flightlog.config.OptionValues;
import io.flightlog.config.PipelineConfig;
import io.flightlog.testkit.OptionSamples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option of the core can be written in a logback.xml, and arrives as it was written. */
class OptionsTest {
  static List<Option<?>> options() {
    return PipelineConfig.OPTIONS;
  }

  @ParameterizedTest
  @MethodSource("options")
  void eachOptionCanBeWrittenInXml(Option<?> option) {
    Map<String, String> written = OptionSamples.with(option.name());
    PipelineConfig expected = PipelineConfig.from(OptionValues.of(written));
    PipelineConfig without = PipelineConfig.from(OptionValues.of(OptionSamples.without()));
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
