package io.flightlog.examples.kibana;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.PageExamples;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoverLinkTest {
  private static final Path PAGE = Path.of("../../docs/kibana.md");

  /** What {@code docs/kibana.md} shows. */
  private static URI link() {
    URI kibana = URI.create("https://kibana.example.org");
    String kql = DiscoverLink.equal("task.id", "report-1");
    URI link = DiscoverLink.to(kibana, kql, "now-24h", "now");
    return link;
  }

  @Test
  void aLinkIsAsThePageShowsIt() throws IOException {
    String page = Files.readString(PAGE);
    String link = link().toString();
    assertTrue(page.contains("\n" + link + "\n"), link);
    assertTrue(page.contains("\n" + decoded(link) + "\n"), decoded(link));
    PageExamples.assertAreCodeOf(
        PAGE, Path.of("src/test/java/io/flightlog/examples/kibana/DiscoverLinkTest.java"));
  }

  @Test
  void aBasePathAndASpaceStayInFrontOfIt() {
    String link =
        DiscoverLink.to(URI.create("https://ops/kibana/s/night/"), "a:*", "now-1h", "now")
            .toString();
    assertTrue(link.startsWith("https://ops/kibana/s/night/app/discover#/?_g="), link);
  }

  /** Read back as Kibana does: percent encoding, then Rison, then KQL. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "it's",
        "wow!",
        "a\"b",
        "back\\slash",
        "a&_a=(x)#y",
        "100 % + 1",
        "(),:@$",
        "ünï—😀",
        "!'!'"
      })
  void whateverIsInAValueOpensTheQuestionThatWasMeant(String value) {
    String kql = DiscoverLink.equal("user.id", value);
    URI link = DiscoverLink.to(URI.create("http://localhost:5601"), kql, "now-24h", "now");

    String fragment = link.getRawFragment();
    assertEquals(1, fragment.split("&", -1).length - 1, "states are apart at the one &");
    String state = decoded(fragment.substring(fragment.indexOf("_a=")));
    String before = "query:(language:kuery,query:'";
    String rest = state.substring(state.indexOf(before) + before.length());
    assertEquals(kql, ofRison(rest));
    assertEquals("user.id:\"" + value + "\"", ofKql(kql));
  }

  /** The text up to the quote that ends it. */
  private static String ofRison(String rest) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; rest.charAt(i) != '\''; i++) {
      if (rest.charAt(i) == '!') {
        i++;
      }
      text.append(rest.charAt(i));
    }
    return text.toString();
  }

  private static String ofKql(String kql) {
    return kql.replaceAll("\\\\(.)", "$1");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
