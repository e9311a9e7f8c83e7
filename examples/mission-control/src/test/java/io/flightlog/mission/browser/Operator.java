package io.flightlog.mission.browser;

import io.flightlog.testkit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** Somebody before the page: looks, types, clicks, and waits until something can be seen. */
final class Operator implements AutoCloseable {
  private static final Duration TO_SHOW = Duration.ofMinutes(1);

  private final URI page;
  private final ChromeDriver driver;

  /** A browser with a new profile at 1280 × 800, light. */
  Operator(URI page, Path profile) {
    this.page = page;
    this.driver = Chromium.start(profile);
    screen(1280, 800);
    dark(false);
  }

  /** Loads the page anew at an address such as {@code #/search?q=alice}. */
  void open(String hash) {
    driver.get("about:blank");
    driver.get(page.resolve(hash).toString());
  }

  void openUrl(String url) {
    driver.get(url);
  }

  String url() {
    return driver.getCurrentUrl();
  }

  void reload() {
    driver.navigate().refresh();
  }

  /** Does something in a new window, which shares nothing with this one but the profile. */
  void inAnotherWindow(Runnable what) {
    String mine = driver.getWindowHandle();
    driver.switchTo().newWindow(WindowType.WINDOW);
    try {
      screen(1280, 800);
      what.run();
    } finally {
      driver.close();
      driver.switchTo().window(mine);
    }
  }

  void screen(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 500));
  }

  /** What the system prefers. */
  void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Waits for an element that is displayed. */
  WebElement see(String css) {
    return seeWith(css, "");
  }

  /** Waits for an element that is displayed and has this text in it. */
  WebElement seeWith(String css, String text) {
    WebElement[] found = new WebElement[1];
    Eventually.await(
        () -> css + " with '" + text + "' at " + url() + "; the page says:\n" + text(),
        TO_SHOW,
        () -> {
          found[0] = first(css, text);
          return found[0] != null;
        });
    return found[0];
  }

  @SuppressWarnings("NullAway") // for the loop above
  private WebElement first(String css, String text) {
    try {
      for (WebElement element : all(css)) {
        if (element.isDisplayed() && element.getText().contains(text)) {
          return element;
        }
      }
    } catch (StaleElementReferenceException repainted) {
      // again
    }
    return null;
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** Waits for a view that has its answer. */
  void seeReady() {
    see("main [data-ready]");
  }

  void click(String css, String text) {
    Eventually.await(
        () -> "a click on " + css + " with '" + text + "'; the page says:\n" + text(),
        TO_SHOW,
        () -> {
          try {
            seeWith(css, text).click();
            return true;
          } catch (StaleElementReferenceException repainted) {
            return false;
          }
        });
  }

  /** Types into whatever has the focus. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Types into the search box, and Enter. */
  void search(String text) {
    WebElement box = see("#search");
    box.clear();
    box.sendKeys(text, Keys.ENTER);
  }

  /** All that the page shows, as text. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  Object run(String script) {
    return ((JavascriptExecutor) driver).executeScript(script);
  }

  boolean is(String expression) {
    return Boolean.TRUE.equals(run("return Boolean(" + expression + ")"));
  }

  void awaitTrue(String expression) {
    Eventually.await(expression, TO_SHOW, () -> is(expression));
  }

  /** Texts that are hard to read; see {@code contrast.js}. */
  Object poorContrast() {
    try (InputStream script = Operator.class.getResourceAsStream("/browser/contrast.js")) {
      return run(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the browser has complained of since this was asked last: errors, refused content. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  /** It complains of answers with this status, as was to be expected, and of nothing else. */
  void expectComplaint(String status) {
    List<String> complaints = complaints();
    String expected = "Failed to load resource: the server responded with a status of " + status;
    List<String> others =
        complaints.stream().filter(complaint -> !complaint.contains(expected)).toList();
    if (complaints.isEmpty() || !others.isEmpty()) {
      throw new AssertionError("not just of " + status + ": " + complaints);
    }
  }

  /** Into {@code target/screenshots/NAME.png}. */
  void screenshot(String name) {
    Path file = Path.of("target", "screenshots", name + ".png");
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
