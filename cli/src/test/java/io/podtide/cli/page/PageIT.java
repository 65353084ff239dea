package io.podtide.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.e2e.UpProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page over the history of a real cluster's recording, which has gone through the whole of {@code podtide up}. */
@Tag("slow")
class PageIT {

    private static final String RECORDING = "src/main/resources/io/podtide/cli/up/mixed-fleet.jsonl.gz";
    private static final Pattern PAGE = Pattern.compile("page (http://[0-9.:]+)/,");
    private static final List<String> VIEWS =
            List.of("/", "/incidents", "/trends?ask=over-time", "/trends?ask=week-on-week");

    /** Points of the chart that are not empty. */
    private static final String INK =
            "[...(document.querySelector('canvas')?.getContext('2d').getImageData(0, 0, 600, 250).data ?? [])]"
                    + ".filter((value, i) => i % 4 === 3 && value === 255).length";

    @TempDir
    static Path directory;

    private static UpProcess up;
    private static URI server;
    private static Answers answers;

    private Browser browser;

    @BeforeAll
    static void play() throws Exception {
        up = UpProcess.start(directory, "--recording", RECORDING, "--speed", "max");
        var page = PAGE.matcher(up.awaitErr("page http"));
        assertThat(page.find()).isTrue();
        server = URI.create(page.group(1));
        answers = new Answers(server);
        up.awaitErr("played to its end");
        await().atMost(Browser.PATIENCE)
                .until(() -> answers.rows("incidents?limit=100").size() == 16
                        && answers.get("status").at("/feed/behind").asLong() == 0);
    }

    @AfterAll
    static void stop() throws Exception {
        up.terminate();
        up.awaitEnd();
        up.close();
    }

    @BeforeEach
    void open() {
        browser = Browser.at(server);
    }

    @AfterEach
    void nothingIsComplainedOfAndNobodyElseAsked() {
        assertThat(browser.complaints()).isEmpty();
        browser.stayedAtHome();
    }

    @Test
    void fromTheFleetToAnIncidentAndBackWithTheFilters() {
        browser.open("/");
        var cluster = answers.rows("fleet").get(0);
        browser.awaitText(".tile-name", cluster.get("cluster").asText());
        assertThat(browser.text(".tile .mark")).isEqualTo("critical");
        assertThat(browser.text(".tile-open"))
                .isEqualTo("%s critical, %s warning"
                        .formatted(cluster.get("criticalIncidents"), cluster.get("warningIncidents")));
        assertThat(browser.all(".totals b").get(0).getText())
                .isEqualTo(cluster.get("openIncidents").asText());
        assertThat(browser.all(".totals b").get(2).getText())
                .isEqualTo(cluster.get("affectedPodsNow").asText());
        assertThat(browser.number("document.querySelector('.spark-bars').getAttribute('d').length"))
                .as("drawn")
                .isPositive();

        browser.link("All incidents");
        browser.awaitCount("tr.incident", 16);
        assertThat(browser.text(".count")).isEqualTo("16 incidents");
        browser.one("select[name=kind] option[value=oom]").click();
        browser.awaitAddress("/incidents?kind=oom");
        browser.awaitCount("tr.incident", answers.rows("incidents?kind=oom").size());
        assertThat(browser.text(".chips")).contains("Out of memory");

        var first = answers.rows("incidents?kind=oom").get(0);
        browser.click("tr.incident a.subject");
        browser.awaitAddress("/incidents/" + first.get("id").asText());
        browser.awaitText(
                "h1",
                first.get("namespace").asText() + '/' + first.get("workload").asText());
        browser.awaitText(".said-of", first.get("summary").asText());

        browser.link("Trends");
        browser.awaitText("h1", "Trends");
        browser.back();
        browser.awaitText("h1", first.get("workload").asText());
        browser.back();
        browser.awaitAddress("/incidents?kind=oom");
        assertThat(browser.one("select[name=kind]").getDomProperty("value")).isEqualTo("oom");
        browser.awaitCount("tr.incident", answers.rows("incidents?kind=oom").size());
        browser.click(".chips button");
        browser.awaitAddress("/incidents");
        browser.awaitCount("tr.incident", 16);
    }

    @Test
    void anIncidentIsDrawnWithAllThatHappened() {
        var incident = answers.rows("incidents?workload=trainer").get(0);
        var path = "/incidents/" + incident.get("id").asText();
        browser.open(path);
        var happened = answers.get("incidents/" + incident.get("id").asText() + "/occurrences")
                .get("rows");
        long kills =
                happened.findValuesAsText("kind").stream().filter("OOM"::equals).count();
        assertThat(kills).isGreaterThan(5);
        browser.awaitCount(".timeline .at-critical", (int) kills);
        var revisions = answers.get("incidents/" + incident.get("id").asText() + "/revisions")
                .get("revisions");
        assertThat(browser.all(".timeline .at-told")).hasSize(revisions.size());
        assertThat(browser.all(".revisions li")).hasSize(revisions.size());
        assertThat(browser.all(".timeline .span-warning")).hasSize(1);
        browser.click(".timeline summary");
        assertThat(browser.text(".timeline table")).contains("OOM kills").contains("UTC");
        assertThat(browser.text(".evidence")).contains("OOMKilled");

        browser.mayUseTheClipboard();
        var command = browser.text(".command code");
        assertThat(command).startsWith("kubectl ");
        browser.click(".command .copy");
        browser.awaitText(".command .copy", "Copied");
        assertThat(browser.script("return navigator.clipboard.readText()")).isEqualTo(command);

        assertThat(incident.get("cause").asText()).isEqualTo("MEMORY_LEAK_SUSPECTED");
        browser.link("Memory leak suspected");
        browser.awaitAddress("/incidents?cause=MEMORY_LEAK_SUSPECTED&since=30d");
        browser.awaitCount(
                "tr.incident",
                answers.rows("incidents?since=30d&cause=MEMORY_LEAK_SUSPECTED").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "over-time group=kind&by=occurrences&since=1h",
                "top by=restarts&group=cluster,namespace,workload&since=1h",
                "recovery group=kind&since=1h",
                "recurring since=30d",
                "first-seen group=cause&since=1h",
                "week-on-week group=kind",
                "before-after at=10m&within=1h&group=kind",
                "oom-by-hour since=1h",
                "pipeline since=1h"
            })
    void everyQuestionIsDrawnAndTold(String question, String parameters) {
        var rows = answers.rows(question + '?' + parameters + (question.startsWith("oom") ? "" : "&limit=50"));
        browser.open("/trends?ask=" + question + '&' + parameters);
        if (question.equals("recurring")) {
            assertThat(rows).as("it is one recording of half an hour").isEmpty();
            browser.awaitText(".empty", "Nothing was counted from ");
            return;
        }
        browser.awaitCount("main .plain-table tbody tr", rows.size());
        if (question.startsWith("o")) {
            await().atMost(Browser.PATIENCE).until(() -> browser.number(INK) > 500);
        } else {
            assertThat(browser.all("main .bars li")).hasSize(Math.min(20, rows.size()));
        }
    }

    @Test
    void aKeyboardIsEnough() {
        browser.open("/incidents");
        browser.awaitCount("tr.incident", 16);
        browser.tab();
        assertThat(browser.focused().getText()).isEqualTo("Skip to the content");
        browser.keys(Keys.ENTER);
        assertThat(browser.focused().getDomAttribute("id")).isEqualTo("main");
        browser.one("body").sendKeys("/");
        assertThat(browser.focused().getDomAttribute("name")).isEqualTo("text");
        assertThat(browser.script("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        browser.keys("memory leak", Keys.ENTER);
        browser.awaitAddress("/incidents?text=memory+leak");
        browser.awaitCount("tr.incident", 1);
        for (int i = 0; i < 30 && !"subject".equals(browser.focused().getDomAttribute("class")); i++) {
            browser.tab();
        }
        var subject = browser.focused().getText();
        browser.keys(Keys.ENTER);
        browser.awaitText("h1", subject);
    }

    @Test
    void itFitsANarrowScreen() {
        browser.size(400, 800);
        for (var view : VIEWS) {
            browser.open(view);
            browser.await1("main h1 ~ *");
            await().atMost(Browser.PATIENCE).until(() -> browser.all(".loading").isEmpty());
            assertThat(browser.number("document.documentElement.scrollWidth"))
                    .as(view)
                    .isLessThanOrEqualTo(400);
        }
        browser.open("/incidents");
        assertThat(browser.one("select[name=kind]").isDisplayed()).as("folded").isFalse();
        browser.click(".fold");
        assertThat(browser.one("select[name=kind]").isDisplayed()).isTrue();
        browser.open("/incidents/"
                + answers.rows("incidents?workload=agent").get(0).get("id").asText());
        browser.await1(".timeline svg");
        assertThat(browser.number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyTextCanBeReadInBothThemes(boolean dark) {
        browser.prefersDark(dark);
        for (var view : VIEWS) {
            browser.open(view);
            browser.await1("main h1 ~ *");
            await().atMost(Browser.PATIENCE).until(() -> browser.all(".loading").isEmpty());
            assertThat(browser.ask("contrast.js")).as(view).isEmpty();
        }
        browser.open("/incidents/"
                + answers.rows("incidents?workload=agent").get(0).get("id").asText());
        browser.await1(".revisions");
        assertThat(browser.ask("contrast.js")).isEmpty();
    }

    @Test
    void coloursAndTheClockCanBeSwitchedAndStaySo() {
        browser.open("/incidents");
        browser.awaitCount("tr.incident", 16);
        var light = browser.one("body").getCssValue("background-color");
        browser.one(".switches").findElement(By.xpath("button[2]")).click();
        var dark = browser.one("body").getCssValue("background-color");
        assertThat(dark).isNotEqualTo(light);
        assertThat(browser.one("tr.incident time").getDomAttribute("title")).endsWith(" UTC");
        browser.one(".switches").findElement(By.xpath("button[1]")).click();
        await().atMost(Browser.PATIENCE)
                .until(() ->
                        browser.one("tr.incident time").getDomAttribute("title").endsWith(" local time"));
        browser.reload();
        browser.awaitCount("tr.incident", 16);
        assertThat(browser.one("body").getCssValue("background-color")).isEqualTo(dark);
        assertThat(browser.one("tr.incident time").getDomAttribute("title")).endsWith(" local time");
    }
}
