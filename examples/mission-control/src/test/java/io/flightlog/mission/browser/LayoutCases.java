package io.flightlog.mission.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each view fits and can be read: at a desk and on a phone, light and dark. Takes pictures. */
interface LayoutCases {
  Map<String, String> VIEWS =
      Map.of(
          "overview", "#/overview?RANGE",
          "search", "#/search?q=alice",
          "tail", "#/tail",
          "timeline", "#/timeline?task=" + FleetInstance.ORDER,
          "trace", "#/trace?id=" + FleetInstance.TRACE,
          "integrity", "#/integrity");

  Stage stage();

  @Test
  default void atADesk() {
    look("desk", 1280, 800);
  }

  @Test
  default void onAPhone() {
    look("phone", 390, 844);
  }

  private void look(String where, int width, int height) {
    Operator operator = stage().operator();
    operator.screen(width, height);
    try {
      for (boolean dark : new boolean[] {false, true}) {
        operator.dark(dark);
        VIEWS.forEach(
            (name, address) -> {
              operator.open(address.replace("RANGE", stage().fleet().range()));
              operator.see(name.equals("tail") ? ".row" : "main [data-ready]");
              if (name.equals("trace")) {
                operator.click(".step-row", "scheduler-3");
              }
              String what = name + "-" + where + (dark ? "-dark" : "-light");
              operator.screenshot(what);
              assertTrue(
                  operator.is("document.documentElement.scrollWidth <= innerWidth"),
                  what + " is wider than the screen");
              assertEquals(List.of(), operator.poorContrast(), what);
            });
      }
    } finally {
      operator.dark(false);
      operator.screen(1280, 800);
    }
  }

  @Test
  default void theChosenThemeStaysAfterAReload() {
    Operator operator = stage().operator();
    operator.open("#/overview");
    operator.seeReady();
    operator.click("button.theme", "");
    operator.awaitTrue("document.documentElement.dataset.theme === 'dark'");
    operator.reload();
    operator.seeReady();
    assertTrue(operator.is("document.documentElement.dataset.theme === 'dark'"));
    operator.run("localStorage.removeItem('theme')");
  }
}
