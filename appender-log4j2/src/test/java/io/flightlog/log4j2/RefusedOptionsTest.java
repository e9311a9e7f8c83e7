package io.flightlog.log4j2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.config.ConfigException;
import io.flightlog.config.OptionValues;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong or unknown option stops the start of this appender, and nothing else. */
class RefusedOptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <Queue slots="1000"/>                       | option queue.slots:        | a power of two, but is "1000"
          <Queue slot="1"/>                           | option queue.slot:         | there is no such option
          <Batch linger="1"/>                         | option batch.linger:       | a duration from
          <Batch><linger>1</linger></Batch>           | option batch.linger:       | a duration from
          <linger>1 s</linger>                        | option linger:             | there is no such option
          <url>http://a</url>                         |                            |
          <Batch/>                                    | option batch:              | but is empty
          <Headers/>                                  | option headers:            | but is empty
          <Batch linger="1 s"/><Batch linger="2 s"/>  | option batch.linger:       | is set twice
          <Batch><Field name="x"/></Batch>            | option batch.field:        | there is no such option
          <Header name="x" value="y"/>                | option header:             | there is no such option
          <Headers><Field name="x"/></Headers>        | option headers.field:      | there is no such option
          <Headers><Header value="y"/></Headers>      | option headers.header.name:| is missing
          <Field name="x"/>                           | option field.value:        | is missing
          <Field name="x" value="y" type="number"/>   | option field.type:         | there is no such option
          <Mdc><Field name="x"/></Mdc>                | option mdc.field.key:      | is missing
          <Mdc includes="x"/>                         | option mdc.includes:       | there is no such option
          <Mask/>                                     | option mask:               | must hold either preset or pattern
          <Mask presets="email"/>                     | option mask.presets:       | there is no such option
          <Mask pattern="(a"/>                        | option mask.pattern:       | missing closing )
          <dataset>${env:NO_SUCH_NAME}</dataset>      | option dataset:            | the variable env:NO_SUCH_NAME is not defined
          <apiKey>s3cret-${env:NO_SUCH_NAME}</apiKey> | option apiKey:             | a variable in it is not defined
          <PatternLayout/>                            | option PatternLayout:      | there is no such option
          """)
  void whatCannotBeUsedIsSaidAndRefused(String elements, String option, String reason) {
    String appender =
        Xml.appender(" name=\"ELASTIC\" durability=\"memory\" shutdownTimeout=\"0\"", elements);
    try (Log4jContext log4j = Log4jContext.create().configure(appender)) {
      log4j.logger("app").info("the application goes on");
      assertEquals(1, log4j.listed().size(), "the other appender goes on");
      if (option == null) {
        assertTrue(log4j.appender().isStarted());
        return;
      }
      assertNull(log4j.appender());
      String error = log4j.errors().toString();
      assertTrue(error.contains("Appender [ELASTIC] is not started: " + option), error);
      assertTrue(error.contains(reason), error);
      assertFalse(log4j.statuses(Level.DEBUG).toString().contains("s3cret"));
    }
  }

  /** Log4j2 lists the attributes of every plugin it builds; ours are not shown. */
  @Test
  void secretsAreNeverShown() {
    String appender =
        Xml.appender(
            " name=\"ELASTIC\" url=\"https://u:s3cret@127.0.0.1:1\" durability=\"memory\""
                + " shutdownTimeout=\"0\"",
            """
            <Tls trustStorePassword="s3cret" trustStoreFile="target/none"/>
            <Headers><Header name="X" value="s3cret"/></Headers>
            """);
    try (Log4jContext log4j = Log4jContext.create().configure(appender)) {
      String said = log4j.statuses(Level.DEBUG).toString();
      assertFalse(said.contains("s3cret"), said);
    }
  }

  /** An element that no plugin has the name of is Log4j2's to refuse: it hands us no such one. */
  @Test
  void anElementThatNobodyKnowsIsNamedInAnError() {
    String appender =
        Xml.appender(
            " name=\"ELASTIC\" durability=\"memory\" shutdownTimeout=\"0\"",
            "<Btch linger=\"1\"/>");
    try (Log4jContext log4j = Log4jContext.create().configure(appender)) {
      assertTrue(log4j.errors().toString().contains("Btch"), log4j.errors()::toString);
    }
  }

  @Test
  void withoutANameItIsRefused() {
    try (Log4jContext log4j = Log4jContext.create().configure(Xml.appender("", ""))) {
      String error = log4j.errors().toString();
      assertTrue(error.contains("name: must be given"), error);
    }
  }

  @Test
  void aReconfigurationWithTheMistakeMendedStarts() {
    String attributes = " name=\"ELASTIC\" durability=\"memory\" shutdownTimeout=\"0\"";
    try (Log4jContext log4j = Log4jContext.create()) {
      log4j.configure(Xml.appender(attributes, "<Batch lingr=\"1 s\"/>"));
      assertNull(log4j.appender());
      log4j.configure(Xml.appender(attributes, "<Batch linger=\"1 s\"/>"));
      assertTrue(log4j.appender().isStarted());
    }
  }

  @Test
  void byCodeTheExceptionNamesTheOption() {
    OptionValues values = new OptionValues().set("queue.slots", "1000");
    ConfigException refused =
        assertThrows(
            ConfigException.class, () -> ElasticsearchAppender.of("ELASTIC", null, values));
    assertTrue(refused.getMessage().contains("queue.slots"), List.of(refused)::toString);
  }
}
