package io.flightlog.log4j2;

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

/** Every option of the core can be written in a log4j2.xml, and arrives as it was written. */
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
    assertEquals(expected, readFrom(Xml.appender(written)));
  }

  @Test
  void repeatedElementsArriveInTheirOrder() {
    assertEquals(
        repeated(),
        readFrom(
            Xml.appender(
                """
                 name="ELASTIC" url="http://127.0.0.1:1, http://127.0.0.1:2"
                durability="memory" shutdownTimeout=" 0 "
                """,
                """
                <Headers>
                  <Header name="X-Tenant" value="a"/>
                  <Header name=" X-Trace " value=" b "/>
                </Headers>
                <Field name="team" value="night"/>
                <Field name="labels.site" value="north"/>
                <Mask preset=" email "/>
                <Mask pattern="pin=\\d{4,8}\\b" replacement="pin=***"/>
                <Mask pattern="([a-z]+):[^@{}]+" replacement="$1:\\$"/>
                <Mdc>
                  <Field key="rows" name="row_count" type="number"/>
                  <Field key="shop"/>
                </Mdc>
                """)));
  }

  /** Log4j2 takes an element that is no plugin and holds a text for an attribute. */
  @Test
  void whatLogbackWritesAsElementsMayBeWrittenSoHereToo() {
    assertEquals(
        repeated(),
        readFrom(
            Xml.appender(
                " name=\"ELASTIC\"",
                """
                <url>http://127.0.0.1:1, http://127.0.0.1:2</url>
                <durability>memory</durability>
                <shutdownTimeout>0</shutdownTimeout>
                <headers>
                  <header><name>X-Tenant</name><value>a</value></header>
                  <header><name>X-Trace</name><value>b</value></header>
                </headers>
                <field><name>team</name><value>night</value></field>
                <field><name>labels.site</name><value>north</value></field>
                <mask><preset>email</preset></mask>
                <mask><pattern>pin=\\d{4,8}\\b</pattern><replacement>pin=***</replacement></mask>
                <mask>
                  <pattern>([a-z]+):[^@{}]+</pattern><replacement>$1:\\$</replacement>
                </mask>
                <mdc>
                  <field><key>rows</key><name>row_count</name><type>number</type></field>
                  <field><key>shop</key></field>
                </mdc>
                """)));
  }

  @Test
  void anAppenderMadeByCodeHasTheSameOptions() {
    OptionValues values = OptionValues.of(OptionSamples.with("batch.linger"));
    ElasticsearchAppender appender = ElasticsearchAppender.of("ELASTIC", null, values);
    assertEquals(
        PipelineConfig.from(OptionValues.of(OptionSamples.with("batch.linger"))),
        appender.config());
  }

  @Test
  void variablesAndDefaultsAreFilledInByLog4j() {
    PipelineConfig config =
        readFrom(
            Xml.appender(
                """
                 name="ELASTIC" url="${env:NO_SUCH_URL:-http://127.0.0.1:9}" durability="memory"
                shutdownTimeout="0" dataset="${sys:java.specification.version}"
                """,
                ""));
    assertEquals("http://127.0.0.1:9", config.destination().urls().get(0).toString());
    assertEquals(System.getProperty("java.specification.version"), config.destination().dataset());
  }

  private static PipelineConfig repeated() {
    return PipelineConfig.from(
        new OptionValues()
            .set("url", "http://127.0.0.1:1, http://127.0.0.1:2")
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
  }

  /** The configuration that this appender would start with; it need not start here. */
  private static PipelineConfig readFrom(String appender) {
    try (Log4jContext log4j = Log4jContext.create().configureAlone(appender)) {
      assertEquals(List.of(), log4j.errors());
      return log4j.appender().config();
    }
  }
}
