package io.flightlog.mission.browser;

import org.junit.jupiter.api.Test;

/** Elasticsearch goes away and comes back. */
interface OutageCases {
  Stage stage();

  @Test
  default void eachViewSaysThatElasticsearchIsAwayAndGoesOnByItself() {
    Operator operator = stage().operator();
    for (String view : new String[] {"#/overview", "#/integrity", "#/search?q=alice"}) {
      stage().elasticsearch().refuse();
      operator.open(view);
      operator.seeWith("[role=alert]", "Elasticsearch does not answer.");
      operator.seeWith("[role=alert]", "Trying again");

      stage().elasticsearch().pass();
      operator.seeReady();
      operator.awaitTrue("!document.querySelector('[role=alert]')");
    }
    operator.expectComplaint("503");
  }

  @Test
  default void anOverviewKeepsWhatItKnewWhileElasticsearchIsAway() {
    Operator operator = stage().operator();
    operator.open("#/overview");
    operator.seeReady();

    stage().elasticsearch().refuse();
    operator.seeWith("[role=alert]", "below is what was known before");
    operator.see(".stale .figures");

    stage().elasticsearch().pass();
    operator.awaitTrue("!document.querySelector('[role=alert]')");
    operator.seeReady();
    operator.expectComplaint("503");
  }

  @Test
  default void theLiveTailIsAwayAndThenLiveAgain() {
    Operator operator = stage().operator();
    operator.open("#/tail");
    operator.seeWith(".badge", "live");

    stage().elasticsearch().refuse();
    operator.seeWith(".badge", "away");
    stage().elasticsearch().pass();
    operator.seeWith(".badge", "live");
  }
}
