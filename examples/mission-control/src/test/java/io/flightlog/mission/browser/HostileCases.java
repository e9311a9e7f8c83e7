package io.flightlog.mission.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What others wrote into the log is shown, and never run. */
interface HostileCases {
  Stage stage();

  @Test
  default void markupIsTextInEachView() {
    Operator operator = stage().operator();
    operator.open("#/search?q=" + FleetInstance.HOSTILE);
    operator.seeWith(".row .text", FleetInstance.MARKUP);
    operator.click(".row", "thrown");
    operator.see(".document[data-ready]");
    operator.seeWith(".stack-head", FleetInstance.MARKUP);
    operator.seeWith(".fields dd", FleetInstance.MARKUP);
    nothingRan(operator);

    operator.open("#/timeline?task=" + FleetInstance.HOSTILE);
    operator.seeWith(".row .text", FleetInstance.MARKUP);
    nothingRan(operator);

    operator.open("#/tail?q=" + FleetInstance.HOSTILE);
    operator.seeWith(".row .text", FleetInstance.MARKUP);
    nothingRan(operator);

    operator.open("#/search?q=" + "%22%3Cscript%3Ewindow.pwned%3D1%3C%2Fscript%3E%22");
    operator.see("main [data-ready], [role=alert]");
    nothingRan(operator);
  }

  private static void nothingRan(Operator operator) {
    assertTrue(operator.is("window.pwned === undefined"), "a script of the log has run");
    assertEquals(0, operator.all("img[src='x'], main script, main b b").size());
  }

  @Test
  default void whatWouldBeInvisibleOrReorderTheLineIsMadeVisible() {
    Operator operator = stage().operator();
    operator.open("#/search?q=" + FleetInstance.HOSTILE + "&level=WARN");
    String text = operator.seeWith(".row .text", "esrever").getText();
    assertEquals("U+001B[31mredU+001B[0m U+202EesreverU+202C U+0007 😀 العربية", text);
  }

  @Test
  default void aLineOf64KilobytesIsCutInTheListAndWholeInItsDocument() {
    Operator operator = stage().operator();
    operator.open("#/search?level=INFO&q=" + FleetInstance.HOSTILE);
    assertTrue(operator.seeWith(".row", "long xxx").getText().length() < 1000);
    operator.click(".row", "long xxx");
    operator.see(".document[data-ready]");
    int length = "long  end".length() + FleetInstance.LONG_LINE;
    operator.awaitTrue("document.querySelector('.message').textContent.length === " + length);
    assertTrue(operator.is("document.documentElement.scrollWidth <= innerWidth"));
  }
}
