package io.podtide.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium, one for all tests. Those that need it are skipped, and say so, where it is not installed. */
final class Browser {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static Browser shared;

    private final ChromeDriver driver;
    private URI server;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** With nothing left of what another test did in it, at the server given. */
    static synchronized Browser at(URI server) {
        var chromium = program("chromium");
        var chromedriver = program("chromedriver");
        assumeTrue(
                chromium.isPresent() && chromedriver.isPresent(),
                "chromium and chromedriver (Debian: chromium, chromium-driver) are not installed: the page is not tried");
        if (shared == null) {
            shared = start(chromium.get(), chromedriver.get());
        }
        shared.server = server;
        shared.size(1280, 900);
        shared.prefersDark(false);
        shared.open("/page/none"); // of this server, so that its storage can be emptied
        shared.script("localStorage.clear(); sessionStorage.clear()");
        shared.complaints();
        return shared;
    }

    private static Optional<Path> program(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Browser start(Path chromium, Path chromedriver) {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(FLAGS);
        options.addArguments("--user-data-dir=" + profile());
        options.setCapability("goog:loggingPrefs", logs);
        // Both programs are named: nothing is looked for, and nothing fetched.
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        var driver = new ChromeDriver(service, options);
        Runtime.getRuntime().addShutdownHook(new Thread(driver::quit));
        return new Browser(driver);
    }

    private static Path profile() {
        try {
            return Files.createDirectories(Path.of("target"))
                    .toAbsolutePath()
                    .resolve("chromium-" + ProcessHandle.current().pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void open(String path) {
        driver.get(server.resolve(path).toString());
    }

    void back() {
        driver.navigate().back();
    }

    void reload() {
        driver.navigate().refresh();
    }

    /** Path and query of what is shown. */
    String address() {
        var url = URI.create(driver.getCurrentUrl());
        return url.getPath() + (url.getQuery() == null ? "" : '?' + url.getQuery());
    }

    Object script(String text, Object... arguments) {
        return driver.executeScript(text, arguments);
    }

    long number(String text) {
        return ((Number) script("return " + text)).longValue();
    }

    /** A script of the tests' resources, which returns a list of texts. */
    @SuppressWarnings("unchecked")
    List<String> ask(String resource) {
        try (var in = Browser.class.getResourceAsStream(resource)) {
            return (List<String>) script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void prefersDark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void mayUseTheClipboard() {
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("origin", server.toString(), "permissions", List.of("clipboardReadWrite")));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    WebElement one(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    /** Waits until it is there and says something. */
    WebElement await1(String css) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(Browser::isNotThereYet)
                .until(() -> one(css).isDisplayed());
        return one(css);
    }

    private static boolean isNotThereYet(Throwable e) {
        return e instanceof NoSuchElementException || e instanceof StaleElementReferenceException;
    }

    String text(String css) {
        return one(css).getText();
    }

    /** Waits until what is shown there has this in it. */
    void awaitText(String css, String text) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(Browser::isNotThereYet)
                .untilAsserted(() -> assertThat(text(css)).contains(text));
    }

    void awaitCount(String css, int count) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(all(css)).hasSize(count));
    }

    void awaitAddress(String text) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(address()).isEqualTo(text));
    }

    void click(String css) {
        await1(css).click();
    }

    void link(String text) {
        await().atMost(PATIENCE)
                .ignoreExceptionsMatching(Browser::isNotThereYet)
                .until(() -> driver.findElement(By.linkText(text)).isDisplayed());
        driver.findElement(By.linkText(text)).click();
    }

    /** To whatever has the focus. */
    void keys(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    void tab() {
        keys(Keys.TAB);
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Errors and warnings that were told to the console since it was last asked: those of its policy are among them. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(entry -> entry.getMessage())
                .toList();
    }

    /** Whatever the page has loaded or asked came from its own server. */
    void stayedAtHome() {
        assertThat((List<?>) script("return performance.getEntriesByType('resource').map(entry => entry.name)"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name.toString()).startsWith(server.toString()));
    }
}
