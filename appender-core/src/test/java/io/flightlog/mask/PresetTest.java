package io.flightlog.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each preset hides, and what it leaves alone. */
class PresetTest {
  private static final int BOUND = 1 << 16;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Authorization: Bearer abcdefgh                        | Authorization: Bearer ***
          authorization=Basic dXNlcjpwYXNz                      | authorization=Basic ***
          "Authorization":"ApiKey VnVhQ2ZHY0JDZGJrUW0="         | "Authorization":"ApiKey ***"
          {Authorization=[Bearer a.b.c], Accept=[x]}            | {Authorization=[Bearer ***], Accept=[x]}
          Authorization: token ghp_abc                          | Authorization: token ***
          Authorization: Digest username="Mufasa", nonce="dcd9" | Authorization: Digest ***
          Authorization: AWS4-HMAC-SHA256 Credential=A/b, Signature=fe5f | Authorization: *** ***
          Authorization: 8d7f6s5d                               | Authorization: ***
          sent Bearer eyJhbGciOi-8_~+/==, then left             | sent Bearer ***, then left
          BEARER 0123456789                                     | BEARER ***
          bearer: aBcDeFgHiJ                                    | bearer: ***
          Basic YWxhZGRpbjpvcGVuc2VzYW1l                        | Basic ***
          Bearer bearer 12345678                                | Bearer bearer ***
          X-Api-Key: a8f7d9s8f7                                 | X-Api-Key: ***
          ES_API_KEY=VnVhQ2ZHY0JDZGJrUW0=                       | ES_API_KEY=***
          apikey 'a8f7d9s8f7'                                   | apikey '***'
          Bearer abcdefghijklmnopqrstuvwx                       | Bearer ***
          Authorization: Bearer $1\\x                           | Authorization: Bearer ***
          """)
  void bearerHidesWhatFollowsASchemeOrAHeader(String text, String masked) {
    assertEquals(masked, mask(Preset.BEARER, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Basic authentication failed
          Bearer certificates are not accepted
          authorization: denied
          authorization failed for user 4711
          the api keyboard is new
          basic: x1
          bearer
          authorization=
          """)
  void bearerLeavesSentencesAlone(String text) {
    assertSame(text, mask(Preset.BEARER, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://joe:s3cret@es:9200/x?y=a@b      | https://joe:***@es:9200/x?y=a@b
          redis://:s3cret@cache                   | redis://:***@cache
          jdbc:postgresql://joe:s3:cr@et@db/x     | jdbc:postgresql://joe:***@db/x
          amqp://joe@corp.com:s3cret@mq           | amqp://joe@corp.com:***@mq
          (http://a:b@c),(http://d:e@f)           | (http://a:***@c),(http://d:***@f)
          http://:://a:b@c                        | http://:://a:***@c
          """)
  void urlPasswordHidesThePasswordAlone(String text, String masked) {
    assertEquals(masked, mask(Preset.URL_PASSWORD, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          http://host:8080/path?mail=joe@x.com
          https://joe@host/
          {"url":"http://host:8080","mail":"joe@x.com"}
          a :// b : c @ d
          """)
  void urlPasswordLeavesOtherUrlsAlone(String text) {
    assertSame(text, mask(Preset.URL_PASSWORD, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          joe@example.com                           | ***
          <joe.o'brien+x@mail.example.co.uk>, sent. | <***>, sent.
          to=joe@example.com;cc=ann@example.com     | to=***;cc=***
          müller@bücher.example                     | ***
          joe@xn--bcher-kva.xn--p1ai                | ***
          😀joe@example.com                         | ***
          joe@@example.com ann@example.com.         | joe@@example.com ***.
          """)
  void emailHidesAddresses(String text, String masked) {
    assertEquals(masked, mask(Preset.EMAIL, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          joe@localhost
          Service@1a2b3c
          node@10.0.0.1:9300
          @Override and @java.lang.Deprecated
          a @ b.com
          """)
  void emailLeavesOtherAtSignsAlone(String text) {
    assertSame(text, mask(Preset.EMAIL, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4111111111111111                     | ***
          4222222222222                        | ***
          6011000990139424000                  | 6011000990139424000
          6304000000000000000                  | ***
          3782 822463 10005                    | ***
          card 5500-0000-0000-0004, ok         | card ***, ok
          4111 1111 1111 1111 123              | *** 123
          order 7 4111 1111 1111 1111          | order 7 ***
          12/27 4111-1111-1111-1111 12/27      | 12/27 *** 12/27
          id=42,4111111111111111,x             | id=42,***,x
          x4111111111111111y                   | x***y
          4111111111111111 5500000000000004    | *** ***
          """)
  void cardHidesNumbersThatAreRightByLuhn(String text, String masked) {
    assertEquals(masked, mask(Preset.CARD, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4111111111111112
          1764154800123
          1764154800123456789
          41111111111111110000
          0.4142135623730951
          4111  1111  1111  1111
          4111 1111 1111
          9111111111111111
          """)
  void cardLeavesOtherNumbersAlone(String text) {
    assertSame(text, mask(Preset.CARD, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DE89370400440532013000                     | ***
          to DE89 3704 0044 0532 0130 00 EUR 100     | to *** EUR 100
          gb82west12345698765432                     | ***
          MT84-MALT-0110-0001-2345-MTLC-AST0-01S     | ***
          NO9386011117947, FR1420041010050500013M02606 | ***, ***
          iban:DE89370400440532013000xyz             | iban:***xyz
          """)
  void ibanHidesNumbersThatAreRightByTheirCheckDigits(String text, String masked) {
    assertEquals(masked, mask(Preset.IBAN, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DE89370400440532013001
          DE8937040044053201300
          XX89370400440532013000
          0DE89370400440532013000
          DE89  3704 0044 0532 0130 00
          AB12
          """)
  void ibanLeavesOtherWordsAlone(String text) {
    assertSame(text, mask(Preset.IBAN, text));
  }

  @Test
  void privateKeyHidesTheWholeBlock() {
    String block = "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAK=\n-----END RSA PRIVATE KEY-----";
    assertEquals("a ***\nb", mask(Preset.PRIVATE_KEY, "a " + block + "\nb"));
    assertEquals("***,***", mask(Preset.PRIVATE_KEY, block + "," + block));
    String escaped = block.replace("\n", "\\n");
    assertEquals("{***}", mask(Preset.PRIVATE_KEY, "{" + escaped + "}"));
    String pgp = block.replace("RSA PRIVATE KEY", "PGP PRIVATE KEY BLOCK");
    assertEquals("***", mask(Preset.PRIVATE_KEY, pgp));
    String plain = block.replace("RSA ", "").replace("\n", "\r\n");
    assertEquals("***", mask(Preset.PRIVATE_KEY, plain));
  }

  @Test
  void privateKeyHidesABlockThatIsCutByTheEndOfTheText() {
    assertEquals("x***", mask(Preset.PRIVATE_KEY, "x-----BEGIN PRIVATE KEY-----\nMIIEow\nIBA"));
    assertEquals(
        "x***", mask(Preset.PRIVATE_KEY, "x-----BEGIN EC PRIVATE KEY-----\nM\n-----END E"));
  }

  @Test
  void privateKeyLeavesCertificatesAlone() {
    String text = "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----";
    assertSame(text, mask(Preset.PRIVATE_KEY, text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3; | t=***;
          eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0                 | ***
          eyJhbGciOiJkaXIifQ.x.aXY.Y3Q.dGFn                    | ***
          eyJhbGciOiJkaXIifQ..aXY.Y3Q.dGFn                     | ***
          """)
  void jwtHidesTokens(String text, String masked) {
    assertEquals(masked, mask(Preset.JWT, text));
  }

  @ParameterizedTest
  @CsvSource({"eyJhbGciOiJIUzI1NiJ9", "eyJhbGci.x", "heyJude.txt"})
  void jwtLeavesOtherWordsAlone(String text) {
    assertSame(text, mask(Preset.JWT, text));
  }

  private static String mask(Preset preset, String text) {
    return new Masker(List.of(MaskRule.of(preset))).mask(text, BOUND);
  }
}
