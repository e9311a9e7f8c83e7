package io.flightlog.mission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTextTest {
  private static String refusal(String typed) {
    ApiException refused = assertThrows(ApiException.class, () -> QueryText.of(typed), typed);
    assertEquals("refused_query", refused.code());
    return refused.getMessage();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "*", "*:*"})
  void nothingTypedIsEverything(String typed) {
    QueryText text = QueryText.of(typed);
    assertEquals(QueryText.Kind.ALL, text.kind());
    assertNull(text.query());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4711",
        "report-1",
        "alice",
        "alice@example.org",
        "06k3v9a0e1c5m7q2s4tu",
        "java.lang.IllegalStateException",
        "OrderWork.java:50",
        "http://host/path",
        "/var/log/",
        "what?",
        "<script>",
        "C:\\temp"
      })
  void oneWordIsAnIdOrAWord(String typed) {
    QueryText text = QueryText.of(typed);
    assertEquals(QueryText.Kind.WORD, text.kind(), typed);
    SyntaxCheck.check(text.lucene());
    assertTrue(text.lucene().contains("task.id:\""), text.lucene());
  }

  @Test
  void thirtyTwoHexDigitsAreATrace() {
    assertEquals(QueryText.Kind.TRACE, QueryText.of("0af7651916cd43dd8448eb211c80319c").kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no paper", "Caused by: broken", "line 3 has no price (again)", "a -> b", "5 > 3"})
  void wordsAreLookedForAsTheyStand(String typed) {
    QueryText text = QueryText.of(typed);
    assertEquals(QueryText.Kind.TEXT, text.kind(), typed);
    SyntaxCheck.check(text.lucene());
  }

  @Test
  void wordsAreAllInOneOfTheTexts() {
    assertEquals(
        "(message:\"no\" OR error.message:\"no\") AND (message:\"pa\\\\per\" OR"
            + " error.message:\"pa\\\\per\")",
        QueryText.of("no  pa\\per").lucene());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user.id:alice",
        "user.id:alice AND event.outcome:failure",
        "\"no paper\"",
        "pap*",
        "message:pap*r",
        "_exists_:error.id",
        "labels.customer:*",
        "event.duration:>1000000",
        "event.duration:[1 TO 2]",
        "+paper -ink",
        "NOT paper",
        "message:papr~1",
        "\"no paper\"~3",
        "@timestamp:[now-1h TO now]"
      })
  void syntaxIsPassedOnAsItIs(String typed) {
    QueryText text = QueryText.of(typed);
    assertEquals(QueryText.Kind.SYNTAX, text.kind(), typed);
    assertEquals(typed, text.lucene());
  }

  @Test
  void whatReadsEveryWordOfTheIndexIsRefused() {
    assertEquals(
        "'*paper' begins with a wildcard: every word of the index would be read",
        refusal("*paper"));
    refusal("message:?aper");
    refusal("message:*ap*");
    refusal("message:/pap.*/");
    refusal("/pap.*/");
    assertEquals("'p*' has less than 2 letters before its wildcard", refusal("p*"));
    assertEquals("'papr~' is fuzzy in every field", refusal("papr~"));
    refusal("labels.\\*:x");
    refusal("*:paper");
  }

  @Test
  void thereIsABoundToEverything() {
    refusal("x".repeat(1_025));
    refusal("ab* ac* ad* ae* af*");
    refusal("message:a~ message:b~ message:c~");
    refusal("x OR ".repeat(32) + "x");
    refusal("w ".repeat(33));
    refusal("(".repeat(17) + "x AND y" + ")".repeat(17));
    refusal("\"a b\"~11");
  }

  @Test
  void whatIsNotWellFormedIsRefusedInOneLine() {
    for (String typed : new String[] {"\"paper", "(a AND b", "a AND", "message:\"x"}) {
      String message = refusal(typed);
      assertTrue(message.startsWith("not well-formed: "), message);
      assertTrue(message.indexOf('\n') < 0, message);
    }
  }
}
