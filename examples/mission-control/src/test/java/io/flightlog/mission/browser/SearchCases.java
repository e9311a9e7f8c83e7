package io.flightlog.mission.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Searching: addresses, scrolling, keyboard, what can be taken along. */
interface SearchCases {
  /** Fewer rows than were scrolled through. */
  int BOUND_OF_ROWS = 350;

  Stage stage();

  @Test
  default void aReloadAndAnotherWindowShowTheSame() {
    Operator operator = stage().operator();
    operator.open("#/search?q=" + FleetInstance.ORDER + "&from=now-1h");
    operator.seeReady();
    operator.click(".facet a", "ERROR");
    operator.seeWith(".summary", "3 events");
    operator.click(".row", "line 3 has no readable price");
    operator.see(".document[data-ready]");
    String seen = operator.see(".results").getText();
    String url = operator.url();
    assertTrue(url.contains("level=ERROR") && url.contains("open="), url);

    operator.reload();
    operator.see(".document[data-ready]");
    assertEquals(seen, operator.see(".results").getText());

    operator.inAnotherWindow(
        () -> {
          operator.openUrl(url);
          operator.see(".document[data-ready]");
          assertEquals(seen, operator.see(".results").getText());
        });
  }

  @Test
  default void scrollsThroughAllPagesWithABoundedDocument() {
    Operator operator = stage().operator();
    operator.open("#/search?q=" + "task.id:%22talk-1%22");
    operator.seeReady();
    operator.seeWith(".row", "Row " + (FleetInstance.MANY_LINES - 1));

    operator.awaitTrue(
        "(scrollTo(0, document.body.scrollHeight),"
            + " document.querySelectorAll('.row').length > "
            + BOUND_OF_ROWS
            + " || document.querySelector('.end'))");

    operator.seeWith(".end", "These are all.");
    operator.seeWith(".row", "Task talk started");
    operator.awaitTrue("document.querySelectorAll('.row').length < " + BOUND_OF_ROWS);
    operator.awaitTrue(
        "(scrollTo(0, 0), document.querySelector('.row')?.innerText.includes('Task talk"
            + " succeeded'))");
  }

  @Test
  default void theKeyboardIsEnough() {
    Operator operator = stage().operator();
    operator.open("#/overview");
    operator.seeReady();

    operator.press("/");
    assertTrue(operator.is("document.activeElement.id === 'search'"));
    operator.press("user.id:alice AND event.outcome:failure", Keys.ENTER);
    operator.seeWith(".summary", "3 events");
    operator.press(Keys.ESCAPE);
    operator.press(Keys.ARROW_DOWN);
    operator.press(Keys.ARROW_DOWN);
    assertTrue(operator.is("document.activeElement === document.querySelectorAll('.row')[1]"));
    assertTrue(
        operator.is("getComputedStyle(document.activeElement).outlineStyle !== 'none'"),
        "the focus can be seen");
    operator.press(Keys.ENTER);
    operator.see(".document[data-ready]");
    operator.press("t");
    operator.seeWith(".story", FleetInstance.ORDER);
    operator.press("gi");
    operator.see(".instance-card");
  }

  @Test
  default void aSearchThatCannotBeRunSaysWhy() {
    Operator operator = stage().operator();
    operator.open("#/search?q=task.id:(");
    WebElement said = operator.see("[role=alert]");
    assertTrue(said.getText().contains("This search cannot be run."), said.getText());
    operator.expectComplaint("400");
  }

  @Test
  default void nothingFoundIsSaid() {
    Operator operator = stage().operator();
    operator.open("#/search?q=nosuchwordanywhere");
    operator.seeWith(".empty", "Nothing found.");
    operator.open("#/timeline?task=nosuchtask");
    operator.seeWith("[role=alert]", "The index has nothing of it.");
    operator.expectComplaint("404");
  }
}
