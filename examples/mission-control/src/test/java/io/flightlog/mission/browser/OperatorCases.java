package io.flightlog.mission.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flightlog.testkit.ChildJvm;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What an operator does when something went wrong. */
interface OperatorCases {
  Duration TO_FAIL = Duration.ofMinutes(2);

  Stage stage();

  @Test
  default void findsAUsersFailedTaskFromAnEmptyPageInThreeActionsAndSeesTheException() {
    Operator operator = stage().operator();
    operator.open("#/overview");
    operator.seeReady();

    operator.search("alice");
    operator.click(".leads a", "Failed runs of this user");
    operator.seeWith(".summary", "3 events");
    operator.click(".row .task a", FleetInstance.ORDER);

    operator.seeWith(".story", "5 runs on 3 instances, 3 failed");
    for (String instance : new String[] {"scheduler-1", "scheduler-2", "scheduler-3"}) {
      operator.seeWith(".lane-name", instance);
    }
    WebElement stack = operator.seeWith(".stack", "line 3 has no readable price");
    assertTrue(stack.getText().contains("Caused by: java.lang.NumberFormatException"));
    WebElement frames = stack.findElement(By.cssSelector(".frames"));
    assertFalse(frames.isDisplayed(), "folded");
    stack.findElement(By.tagName("summary")).click();
    assertTrue(frames.isDisplayed(), "unfolded");
  }

  @Test
  default void seesOnWhichInstanceEachAttemptWasAndGoesToOne() {
    Operator operator = stage().operator();
    operator.open("#/timeline?task=" + FleetInstance.ORDER);
    operator.seeReady();

    assertEquals(4, operator.all(".pause").size());
    operator.seeWith(".pause", "on another instance: scheduler-3");
    operator.seeWith(".pause", "on another instance: scheduler-1");
    operator.click(".bar.bad", "2");
    operator.seeWith(".attempt.chosen h2", "on scheduler-3");
    assertTrue(operator.url().contains("at="), operator.url());
  }

  @Test
  default void followsTheTraceAcrossInstancesWithTheLinesOfAStepInIt() {
    Operator operator = stage().operator();
    operator.open("#/timeline?task=" + FleetInstance.ORDER);
    operator.seeReady();

    operator.click(".story a", "Trace");
    operator.seeWith(".story", "5 steps on 3 instances");
    operator.click(".step-row", "scheduler-3");

    operator.seeWith(".step-body .row", "Line 2 costs 18.13");
    operator.seeWith(".step-body .stack", "line 3 has no readable price");
  }

  @Test
  default void aRunWithoutAnEndIsSaidToHaveNone() {
    Operator operator = stage().operator();
    operator.open("#/timeline?task=report-7");
    operator.seeReady();

    operator.seeWith(".attempt .badge", "no end");
    operator.seeWith(".attempt", "it still runs, or its instance is gone");
  }

  @Test
  default void watchesANewFailureArriveInTheLiveTailAndPausesIt() {
    Operator operator = stage().operator();
    operator.open("#/tail?level=ERROR&q=" + FleetInstance.LIVE_FAILURE);
    operator.seeWith(".badge", "live");

    long arrived = failNow(() -> operator.seeWith(".row", "cannot book invoice"));
    System.out.println("A failure was in the live tail " + arrived + " ms after it happened");

    operator.click(".toolbar button", "Pause");
    failNow(() -> operator.seeWith(".badge", "1 line waiting"));
    assertEquals(1, operator.all(".row").size());
    operator.click(".toolbar button", "Go on");
    operator.awaitTrue("document.querySelectorAll('.row').length === 2");
  }

  /** How many milliseconds after the failure it was seen. */
  private long failNow(Runnable see) {
    try (ChildJvm child = stage().fleet().startLiveFailure()) {
      String said = child.awaitLine("failed ", TO_FAIL);
      see.run();
      long seen = System.currentTimeMillis();
      child.awaitLine("delivered", TO_FAIL);
      child.awaitEnd(TO_FAIL);
      return seen - Long.parseLong(said.substring("failed ".length()));
    }
  }

  @Test
  default void seesWhichInstanceLacksWhichEvent() {
    Operator operator = stage().operator();
    operator.open("#/integrity");
    operator.seeReady();

    WebElement lossy = operator.see("[data-instance='scheduler-1']");
    assertEquals("missing", lossy.getDomAttribute("data-state"));
    assertTrue(lossy.getText().contains("1 missing"), lossy.getText());
    assertTrue(lossy.getText().contains("1 event is not there, between"), lossy.getText());
    WebElement outage = operator.see("[data-instance='scheduler-3']");
    assertEquals("complete", outage.getDomAttribute("data-state"), outage.getText());
    WebElement killed = operator.see("[data-instance='scheduler-2']");
    assertTrue(killed.getText().contains("died"), killed.getText());
  }

  @Test
  default void figuresOfTheOverviewLeadToWhatIsBehindThem() {
    Operator operator = stage().operator();
    operator.open("#/overview");
    operator.seeReady();
    operator.see(".chart canvas");

    operator.click(".card a", "order.price");
    operator.seeWith(".summary", "3 events");

    operator.open("#/overview");
    operator.click(".card a", "IllegalArgumentException");
    operator.seeWith(".row .thrown", "line 3 has no readable price");
  }
}
