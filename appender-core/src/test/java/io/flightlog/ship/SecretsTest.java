package io.flightlog.ship;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Texts from outside, which may quote our own headers. */
class SecretsTest {
  @Test
  void hidesAHeaderInEveryFormAServerMayQuoteItIn() {
    Secrets secrets = new Secrets();
    secrets.add("Basic YW5uOnAvc3Nfdw=="); // ann:p/ss_w
    assertEquals("got (hidden), no", secrets.hide("got Basic YW5uOnAvc3Nfdw==, no"));
    assertEquals("got [(hidden)]", secrets.hide("got [YW5uOnAvc3Nfdw==]"));
    assertEquals("got (hidden)", secrets.hide("got basic yw5uonavc3nfdw=="));
    assertEquals("(hidden) of ann", secrets.hide("p/ss_w of ann"));
    assertEquals("q=(hidden)&", secrets.hide("q=p%2Fss_w&"));
    assertEquals("(hidden)", secrets.hide("ann:p/ss_w"));
  }

  @Test
  void hidesTheSecretThatWasReplacedLastAndTheNewOne() {
    Secrets secrets = new Secrets();
    secrets.add("blue-tenant");
    secrets.replace("ApiKey first-key");
    secrets.replace("ApiKey other-key");
    secrets.replace("ApiKey third-key");
    assertEquals(
        "first-key (hidden) (hidden) (hidden)",
        secrets.hide("first-key other-key third-key blue-tenant"));
  }

  @Test
  void leavesAloneWhatIsTooShortToBeTold() {
    Secrets secrets = new Secrets();
    assertEquals("a b", secrets.hide("a b"));
    secrets.add("abc");
    assertEquals("abc", secrets.hide("abc"));
  }
}
