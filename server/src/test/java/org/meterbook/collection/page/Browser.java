package org.meterbook.collection.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real Chromium without a window. Where there is none, the tests that need it are skipped. */
final class Browser implements AutoCloseable {
  /** It warns of every Chromium that is newer than itself. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private static final Path PICTURES = Path.of("target", "screenshots");

  final ChromeDriver driver;

  private Browser(ChromeOptions options) {
    Optional<Path> chromium = find("chromium", "chromium-browser", "google-chrome");
    Optional<Path> chromedriver = find("chromedriver");
    Assumptions.assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "SKIPPED: the consent page is not tested in a browser, for want of chromium and chromium-driver");
    options.setBinary(chromium.orElseThrow().toString());
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--lang=en");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    SELENIUM.setLevel(Level.SEVERE);
    driver = new ChromeDriver(service, options);
  }

  static Browser desktop() {
    return new Browser(new ChromeOptions().addArguments("--window-size=1000,1550"));
  }

  static Browser dark() {
    return new Browser(
        new ChromeOptions().addArguments("--window-size=1100,1550", "--force-dark-mode"));
  }

  static Browser phone() {
    return new Browser(
        new ChromeOptions()
            .setExperimentalOption(
                "mobileEmulation",
                Map.of("deviceMetrics", Map.of("width", 390, "height", 844, "pixelRatio", 2.0))));
  }

  static Browser withoutScripts() {
    return new Browser(
        new ChromeOptions()
            .setExperimentalOption(
                "prefs", Map.of("profile.managed_default_content_settings.javascript", 2)));
  }

  private static Optional<Path> find(String... names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Arrays.stream(names)
        .flatMap(name ->
            Stream.of(path.split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void open(String url) {
    driver.get(url);
  }

  WebElement field(String id) {
    return driver.findElement(By.id(id));
  }

  void type(String id, String text) {
    field(id).clear();
    field(id).sendKeys(text);
  }

  /** Fills the form in and sends it. */
  void authorize(String username) {
    type("email", "carla@example.com");
    field("utility").sendKeys("Demo");
    type("username", username);
    type("password", "pass-word-7");
    field("confirm").click();
    press("Authorize");
  }

  /** Fills the form in for files in place of a sign-in, and sends it. */
  void authorizeUploads() {
    type("email", "carla@example.com");
    field("utility").sendKeys("Upload");
    field("confirm").click();
    press("Authorize");
  }

  void press(String label) {
    driver
        .findElement(
            By.xpath("//*[self::button or self::a][normalize-space()='%s']".formatted(label)))
        .click();
  }

  String heading() {
    return driver.findElement(By.tagName("h1")).getText();
  }

  void awaitHeading(String text) {
    wait("heading " + text, () -> heading().equals(text));
  }

  /** What can be read on the page, with blanks for breaks. */
  String text() {
    return driver.findElement(By.tagName("body")).getText().replaceAll("\\s+", " ");
  }

  void awaitText(String part) {
    wait("text " + part, () -> text().contains(part));
  }

  void awaitAddress(String part) {
    wait("address " + part, () -> String.valueOf(driver.getCurrentUrl()).contains(part));
  }

  private void wait(String what, java.util.function.BooleanSupplier condition) {
    new WebDriverWait(driver, Duration.ofSeconds(20), Duration.ofMillis(50))
        .ignoring(org.openqa.selenium.WebDriverException.class)
        .withMessage(() -> what + " at " + driver.getCurrentUrl() + "\n" + driver.getPageSource())
        .until(_ -> condition.getAsBoolean());
  }

  /** Must the page be moved sideways to be read? */
  boolean isTooWide() {
    Object wide =
        ((JavascriptExecutor) driver)
            .executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    return Boolean.TRUE.equals(wide);
  }

  /** Keeps a picture of the page for whoever wants to look at it. */
  void picture(String name) {
    try {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
