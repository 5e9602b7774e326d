package dev.sidetrack.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** One visitor with a real browser: Debian's Chromium without a window, and with nothing left from earlier visits. */
final class Chromium implements AutoCloseable {

    private static final Path SCREENSHOTS =
            Path.of(System.getProperty("it.screenshots"), System.getProperty("arquillian.launch"));

    private final Path profile;
    private final ChromeDriver driver;

    /** Asks for pages in that language; runs scripts or does not. */
    Chromium(String language, boolean scripts) {
        try {
            profile = Files.createTempDirectory("sidetrack-it-chromium");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--user-data-dir=" + profile,
                "--lang=" + language);
        options.setExperimentalOption(
                "prefs",
                Map.of(
                        "intl.accept_languages",
                        language,
                        "profile.managed_default_content_settings.javascript",
                        scripts ? 1 : 2));
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(new File("/usr/bin/chromedriver"))
                        .build(),
                options);
        size(1200, 900);
    }

    void size(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** A screen of any size, also of a phone's, whose reader likes light or dark pages. */
    void screen(int width, int height, String colours) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", colours))));
    }

    /** How wide what is on the page is. */
    long scrollWidth() {
        return (Long) driver.executeScript("return document.documentElement.scrollWidth");
    }

    /** What a script by {@link #runFirst} has noted of broken content security policies. */
    @SuppressWarnings("unchecked")
    List<String> violations() {
        return (List<String>) driver.executeScript("return window.violations || []");
    }

    String address() {
        return driver.getCurrentUrl();
    }

    void visit(String path) {
        driver.get(System.getProperty("it.url") + path);
    }

    /** As {@link #visit}, by the name that browsers trust as they do https. */
    void visitOnLocalhost(String path) {
        driver.get(System.getProperty("it.url").replace("127.0.0.1", "localhost") + path);
    }

    void reload() {
        driver.navigate().refresh();
    }

    boolean runsScripts() {
        driver.get("data:text/html,<script>document.title='yes'</script>");
        return driver.getTitle().equals("yes");
    }

    /** How many there are of these, also while the page renews itself. */
    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    /** The elements of that CSS selector that can be seen. */
    List<WebElement> visible(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .filter(WebElement::isDisplayed)
                .toList();
    }

    WebElement only(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** The text of what that CSS selector names, which the page may renew meanwhile. */
    String text(String selector) {
        return (String) driver.executeScript("return document.querySelector(arguments[0]).innerText", selector);
    }

    /** All text of each that the CSS selector names, also of what cannot be seen. */
    @SuppressWarnings("unchecked")
    List<String> texts(String selector) {
        return (List<String>) driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(each => each.textContent.trim())", selector);
    }

    /** That attribute of each that the CSS selector names. */
    @SuppressWarnings("unchecked")
    List<String> attributes(String selector, String name) {
        return (List<String>) driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(each => each.getAttribute(arguments[1]))",
                selector,
                name);
    }

    /** That attribute of the first that the CSS selector names. */
    String attribute(String selector, String name) {
        return attributes(selector, name).get(0);
    }

    /** Clicks that, which the page may renew meanwhile. */
    void click(String selector) {
        new WebDriverWait(driver, Duration.ofSeconds(20))
                .ignoring(StaleElementReferenceException.class)
                .until(any -> {
                    only(selector).click();
                    return true;
                });
    }

    /** Clicks what leads to another address, and waits for that. */
    void clickAway(String selector) {
        var before = address();
        only(selector).click();
        new WebDriverWait(driver, Duration.ofSeconds(20))
                .until(any -> !address().equals(before));
    }

    /** Opens the page at that path of the demo in a tab of its own, and comes back. */
    void visitElsewhere(String path) {
        var here = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        visit(path);
        driver.close();
        driver.switchTo().window(here);
    }

    /** How many sheets of A4 the page takes when it is printed; kept as a PDF under that name. */
    int sheetsOfA4(String name) {
        var printed = driver.executeCdpCommand(
                "Page.printToPDF", Map.of("paperWidth", 8.27, "paperHeight", 11.69, "printBackground", true));
        var pdf = Base64.getDecoder().decode((String) printed.get("data"));
        keep(SCREENSHOTS, name + ".pdf", pdf);
        return (int) Pattern.compile("/Type\\s*/Page\\b")
                .matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }

    /** Waits until something of that CSS selector can be seen. */
    void awaitVisible(String selector) {
        new WebDriverWait(driver, Duration.ofSeconds(20))
                .ignoring(StaleElementReferenceException.class)
                .until(any -> !visible(selector).isEmpty());
    }

    /** Waits until nothing of that CSS selector can be seen. */
    void awaitGone(String selector) {
        new WebDriverWait(driver, Duration.ofSeconds(20))
                .ignoring(StaleElementReferenceException.class)
                .until(any -> visible(selector).isEmpty());
    }

    /** The value of that cookie, or {@code null}. */
    String cookie(String name) {
        var cookie = driver.manage().getCookieNamed(name);
        return cookie == null ? null : cookie.getValue();
    }

    /** Runs a script on the page. */
    void run(String script) {
        driver.executeScript(script);
    }

    /** The texts that a script on the page hands to its last argument. */
    @SuppressWarnings("unchecked")
    List<String> told(String script) {
        return (List<String>) driver.executeAsyncScript(script);
    }

    /** What axe finds on the page that would keep people out who use a screen reader or see colours badly. */
    List<String> accessibilityProblems() {
        driver.executeScript(axe());
        return told("""
                axe.run().then(result => arguments[0](result.violations.map(
                    rule => rule.id + ': ' + rule.help + ' ' + rule.nodes.map(node => node.html).join(' '))))""");
    }

    /** Runs a script on every page from now on, before those of the page. */
    void runFirst(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Presses keys where the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Moves the focus by Tab until it is on what that CSS selector names; at most that often. */
    void tabTo(String selector, int most) {
        var reached = new ArrayList<String>();
        for (var times = 0; times < most; times++) {
            press(Keys.TAB);
            // Asked in one go, since the page may renew itself meanwhile.
            var other = (String) driver.executeScript("""
                    const focused = document.activeElement;
                    return focused === document.querySelector(arguments[0]) ? null
                        : focused.localName + ' ' + (focused.id || focused.textContent.trim())""", selector);
            if (other == null) {
                return;
            }
            reached.add(other);
        }
        throw new AssertionError(selector + " is not reached by " + most + " times Tab, but " + reached);
    }

    void screenshot(String name) {
        keep(SCREENSHOTS, name + ".png", driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Makes that picture of the documentation anew. */
    void picture(String name) {
        keep(Path.of(System.getProperty("it.docs")), name + ".png", driver.getScreenshotAs(OutputType.BYTES));
    }

    /** All of the page, however long it is. */
    void wholePage(String name) {
        var picture = driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        keep(SCREENSHOTS, name + ".png", Base64.getDecoder().decode((String) picture.get("data")));
    }

    private static void keep(Path folder, String name, byte[] content) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String axe() {
        try (var script = Chromium.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        driver.quit();
        try (var files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
