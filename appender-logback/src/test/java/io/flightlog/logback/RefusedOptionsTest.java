package io.flightlog.logback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.core.status.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong or unknown option stops the start of this appender, and nothing else. */
class RefusedOptionsTest {
  /** Starts although nobody answers, and leaves nothing behind. */
  private static final String ENOUGH =
      """
      <setup>off</setup>
      <durability>memory</durability>
      <shutdownTimeout>0</shutdownTimeout>
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <queue><slots>1000</slots></queue>          | queue.slots        | a power of two      | 1000
          <queue><whenFull>panic</whenFull></queue>   | queue.whenFull     | one of: wait, drop  | panic
          <batch><linger>1</linger></batch>           | batch.linger       | a duration from     | 1
          <batch><maxBytes>lots</maxBytes></batch>    | batch.maxBytes     | a size from         | lots
          <retry><maxBackoff>1 ms</maxBackoff></retry>| retry.maxBackoff   | at least            | 1 ms
          <maxInFlight>99</maxInFlight>               | maxInFlight        | from 1 to 16        | 99
          <callerData>yes</callerData>                | callerData         | true or false       | yes
          <dataset>Upper</dataset>                    | dataset            | lower case          | Upper
          <url>ftp://host</url>                       | url                | http or https       | ftp://host
          <durability>disk</durability>               | durability         | one of: memory, spill, journal | disk
          <idempotent>false</idempotent>              | idempotent         | unless durability is memory | false
          <spool><after>never</after></spool>         | spool.after        | a duration from     | never
          <mask><preset>emails</preset></mask>        | mask.preset        | one of: private-key, bearer, | emails
          <mask><pattern>(a</pattern></mask>          | mask.pattern       | missing closing )   | (a
          <mask><pattern>(?=a)b</pattern></mask>      | mask.pattern       | RE2's syntax        | (?=a)b
          <mask><pattern>a*</pattern></mask>          | mask.pattern       | not match an empty  | a*
          <mask><pattern>a</pattern><replacement>$1</replacement></mask> | mask.replacement | $1 is none of its 0 | $1
          <maskedKeys>token, -._</maskedKeys>         | maskedKeys         | more than dots      | -._
          <spool><maxBytes>1 KiB</maxBytes></spool>   | spool.maxBytes     | a size from         | 1 KiB
          """)
  void aWrongValueIsNamedWithItsOptionAndBound(
      String element, String option, String bound, String value) {
    String error = onlyErrorOf(element);
    assertTrue(error.contains("option " + option + ":"), error);
    assertTrue(error.contains(bound), error);
    assertTrue(error.contains("\"" + value + "\""), error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <linger>1 s</linger>                                        | linger             | there is no such option
          <batch><lingr>1 s</lingr></batch>                           | batch.lingr        | there is no such option
          <queue><slot>1</slot></queue>                               | queue.slot         | there is no such option
          <retry><max>1</max></retry>                                 | retry.max          | there is no such option
          <spool><path>/var</path></spool>                            | spool.path         | there is no such option
          <service><names>x</names></service>                         | service.names      | there is no such option
          <mdc><includes>x</includes></mdc>                           | mdc.includes       | there is no such option
          <mdc><field><kee>x</kee></field></mdc>                      | mdc.field.kee      | there is no such option
          <field><valu>x</valu></field>                               | field.valu         | there is no such option
          <headers><heder/></headers>                                 | headers.heder      | there is no such option
          <headers><header><nam>x</nam></header></headers>            | headers.header.nam | there is no such option
          <host><name>x</name></host>                                 | host               | there is no such option
          <mask>email</mask>                                          | mask               | must hold either preset or pattern
          <mask preset="email"/>                                      | mask               | must hold either preset or pattern
          <mask><presets>email</presets></mask>                       | mask.presets       | there is no such option
          <mask><pattern></pattern></mask>                            | mask               | must hold either preset or pattern
          <mask><preset>email</preset><pattern>x</pattern></mask>     | mask               | must hold either preset or pattern
          <mask><preset>card</preset><replacement>x</replacement></mask> | mask.replacement | not for a preset
          <batch.linger>1 s</batch.linger>                            | batch.linger       | must be written as nested elements
          <batch linger="1 s"/>                                       | batch              | but is empty
          <batch>1 s</batch>                                          | batch              | but is empty
          <tls><cafile>x</cafile></tls>                               | tls.cafile         | there is no such option
          <tls><verifyHostname>false</verifyHostname></tls>           | tls.verifyHostname | accept-any-name
          <spool>/var</spool>                                         | spool              | but is empty
          <dataset>a</dataset><dataset>b</dataset>                    | dataset            | is set twice
          <queue><slots>64</slots></queue><queue><slots>64</slots></queue> | queue.slots   | is set twice
          <dataset>${NO_SUCH_NAME}</dataset>                          | dataset            | the variable NO_SUCH_NAME is not defined
          <apiKey>${NO_SUCH_KEY:-}</apiKey>                           | apiKey             | must be not empty
          <field><name>x</name></field>                               | field.value        | is missing
          <field><value>x</value></field>                             | field.name         | is missing
          <headers><header><value>x</value></header></headers>        | headers.header.name| is missing
          <mdc><field><name>x</name></field></mdc>                    | mdc.field.key      | is missing
          """)
  void whatNobodyReadsIsRefused(String element, String option, String reason) {
    String error = onlyErrorOf(element);
    assertTrue(error.contains("option " + option + ":"), error);
    assertTrue(error.contains(reason), error);
  }

  @Test
  void secretsAreNeverShown() {
    try (LogbackContext logback =
        LogbackContext.withOptions(
            """
            <apiKey>k\u00e9y-s3cret&#x7f;</apiKey>
            <password>s3cret</password>
            <headers><header><name>X</name><value>s3cret</value></header></headers>
            """)) {
      assertFalse(logback.appender().isStarted());
      assertFalse(logback.statuses(Status.INFO).toString().contains("s3cret"));
    }
  }

  @Test
  void anUnknownOptionOfAnotherComponentIsNotOurs() {
    try (LogbackContext logback =
        LogbackContext.withOptions(
            """
            <filter class="ch.qos.logback.classic.filter.ThresholdFilter">
              <levl>WARN</levl>
            </filter>
            """
                + ENOUGH)) {
      assertEquals(List.of(), logback.errors());
      assertTrue(logback.appender().isStarted());
    }
  }

  @Test
  void aReloadWithTheMistakeMendedStarts() {
    try (LogbackContext logback = LogbackContext.withOptions("<batch><lingr>1 s</lingr></batch>")) {
      assertFalse(logback.appender().isStarted());
      logback.configure(ENOUGH);
      assertTrue(logback.appender().isStarted());
    }
  }

  @Test
  void theMistakeIsFoundBeyondWhatTheStatusListKeeps() {
    LogbackContext logback = LogbackContext.create();
    for (int i = 0; i < 1000; i++) {
      logback
          .context()
          .getStatusManager()
          .add(new ch.qos.logback.core.status.InfoStatus("x", this));
    }
    String many = "<url>http://127.0.0.1:1</url>".repeat(400);
    try (logback) {
      logback.configure("<batch><lingr>1 s</lingr></batch>" + many);
      assertFalse(logback.appender().isStarted());
    }
  }

  @Test
  void aRefusedAppenderStaysQuietAndStopsCleanly() {
    try (LogbackContext logback = LogbackContext.withOptions("<maxInFlight>0</maxInFlight>")) {
      for (int i = 0; i < 1000; i++) {
        logback.logger("app").info("event {}", i);
      }
      logback.appender().stop();
      assertNull(logback.appender().stats());
      assertEquals(1000, logback.listed().size(), "the other appender goes on");
      assertEquals(
          1, logback.statuses(Status.WARN).size(), logback.statuses(Status.WARN)::toString);
    }
  }

  @Test
  void noListenerStaysBehind() {
    try (LogbackContext logback = LogbackContext.withOptions(ENOUGH)) {
      assertEquals(List.of(), logback.context().getStatusManager().getCopyOfStatusListenerList());
    }
  }

  private static String onlyErrorOf(String element) {
    try (LogbackContext logback = LogbackContext.withOptions(element)) {
      logback.logger("app").info("the application goes on");
      assertFalse(logback.appender().isStarted());
      assertEquals(1, logback.listed().size(), "the other appender goes on");
      assertEquals(1, logback.errors().size(), logback.errors()::toString);
      return logback.errors().get(0);
    }
  }
}
