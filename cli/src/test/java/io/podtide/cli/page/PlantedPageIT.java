package io.podtide.cli.page;

import static io.podtide.cli.page.Planted.incident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.observation.ClusterClock.Mark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** What one recording does not show: changes as they come, servers that go, tokens, and texts that mean harm. */
@Tag("slow")
class PlantedPageIT {

    private static final List<String> HARM = List.of(
            "<img src=x onerror=\"window.pwned=1\">",
            "\"><script>window.pwned=1</script>",
            "javascript:window.pwned=1",
            "</td></table><iframe srcdoc='<script>parent.pwned=1</script>'>",
            "{{constructor.constructor('window.pwned=1')()}}${window.pwned=1}");

    private final Instant now = Instant.now().minusSeconds(5);

    @TempDir
    Path directory;

    private Instant ago(int minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    @Test
    void textsOfPodsStayTexts() throws Exception {
        try (var planted = new Planted(directory, null)) {
            int minute = 5;
            for (var harm : HARM) {
                planted.heard(harm, now, Mark.HEARTBEAT);
                planted.write(incident(
                        harm,
                        harm,
                        harm,
                        Severity.WARNING,
                        State.OPEN,
                        ago(minute++),
                        null,
                        harm,
                        Map.of("team", harm)));
            }
            var browser = Browser.at(planted.url());
            browser.open("/");
            browser.awaitCount(".tile", HARM.size());
            assertThat(browser.all(".tile-name"))
                    .extracting(e -> e.getText())
                    .containsExactlyInAnyOrderElementsOf(HARM);
            browser.open("/incidents");
            browser.awaitCount("tr.incident", HARM.size());
            var links = browser.all("a.subject").stream()
                    .map(link -> link.getDomAttribute("href"))
                    .toList();
            for (int i = 0; i < links.size(); i++) {
                browser.open(links.get(i));
                browser.awaitText("h1", HARM.get(i));
                browser.awaitText(".said", HARM.get(i));
                browser.click(".timeline summary");
                assertThat(browser.text(".facts")).contains(HARM.get(i));
                browser.one(".facts dd a[href*='label=']").click();
                browser.awaitCount("tr.incident", 1);
                browser.awaitText(".chips", HARM.get(i));
            }
            for (var group : List.of("cluster", "namespace", "label:team")) {
                browser.open("/trends?ask=top&since=1h&group=" + group);
                browser.awaitCount(".bars li", HARM.size());
            }
            browser.open("/trends?ask=over-time&since=1h&group=cluster");
            browser.awaitText("figcaption", HARM.get(0));
            browser.open("/trends?ask=%3Cimg%20src=x%20onerror=window.pwned=1%3E&by=%3Cscript%3E");
            browser.awaitText(".empty", "<img src=x onerror=window.pwned=1>");
            assertThat(browser.script("return window.pwned")).isNull();
            assertThat(browser.all("#app img, #app script, #app iframe, a[href^='javascript']"))
                    .isEmpty();
            assertThat(browser.complaints()).as("nothing even tried").isEmpty();
        }
    }

    @Test
    void changesComeByThemselvesAndAfterTheServerWasAway() throws Exception {
        try (var planted = new Planted(directory, null)) {
            planted.heard("east", now, Mark.HEARTBEAT);
            planted.write(incident("east", "web", Severity.WARNING, ago(3), null));
            var browser = Browser.at(planted.url());
            browser.open("/incidents?cluster=east");
            browser.awaitCount("tr.incident", 1);
            browser.awaitText(".live", "Live");
            planted.write(
                    incident("east", "cart", Severity.CRITICAL, ago(2), null),
                    incident("west", "other", Severity.CRITICAL, ago(2), null));
            browser.awaitCount("tr.incident", 2);
            assertThat(browser.text("tr.incident a.subject")).isEqualTo("shop/cart");

            planted.goAway();
            browser.awaitText(".live", "Reconnecting");
            browser.awaitText(".banner", "The server does not answer. What you see is from before.");
            assertThat(browser.all("tr.incident")).as("still shown").hasSize(2);
            planted.write(incident("east", "late", Severity.WARNING, ago(1), null));
            planted.comeBack();
            browser.awaitCount("tr.incident", 3);
            browser.awaitText(".live", "Live");
            await().atMost(Browser.PATIENCE).until(() -> !browser.one(".banner").isDisplayed());

            planted.feedSays(12_345, null);
            browser.awaitText(".banner", "The history is catching up: 12,345 records to go.");
            planted.feedSays(0, "no space left on device");
            browser.awaitText(".banner", "The history is not being written: no space left on device");
        }
    }

    @Test
    void clustersAndIncidentsOfAllSorts() throws Exception {
        try (var planted = new Planted(directory, null)) {
            var browser = Browser.at(planted.url());
            browser.open("/");
            browser.awaitText(".empty", "Nothing has been heard of any cluster yet.");
            planted.heard("well", now, Mark.HEARTBEAT);
            browser.open("/incidents");
            browser.awaitText(".empty", "Nothing has failed in the last hour.");

            planted.heard("quiet", ago(10), Mark.HEARTBEAT);
            planted.heard("cut", now, Mark.GAP_STARTED);
            planted.heard("burning", now, Mark.HEARTBEAT);
            var parent = incident("burning", "registry", Severity.CRITICAL, ago(20), null);
            planted.write(
                    parent,
                    incident("burning", "cart", Severity.WARNING, ago(21), parent.id()),
                    incident("burning", "web", Severity.WARNING, ago(19), parent.id()),
                    incident("quiet", "shop", "lost", Severity.INFO, State.UNKNOWN, ago(30), null, "", Map.of()));
            browser.open("/");
            browser.awaitCount(".tile", 4);
            assertThat(browser.all(".tile"))
                    .extracting(tile -> tile.findElement(org.openqa.selenium.By.className("mark"))
                            .getText())
                    .containsExactlyInAnyOrder("critical", "silent", "gap", "healthy");
            assertThat(browser.text(".lead")).isEqualTo("4 clusters, 2 with open incidents, 2 not heard of.");

            browser.open("/incidents");
            browser.awaitCount("tr.incident", 4);
            assertThat(browser.all("a.subject"))
                    .extracting(e -> e.getText())
                    .containsExactly("shop/registry", "shop/web", "shop/cart", "shop/lost");
            assertThat(browser.all("tr.child")).hasSize(2);
            assertThat(browser.text("tr.incident .tag")).isEqualTo("explains 2 more");
            browser.click("a.subject");
            browser.awaitText("#children", "What it explains");
            browser.awaitCount("section[aria-labelledby=children] tr.incident", 2);
            browser.open("/incidents?severity=info");
            browser.awaitText("tr.incident .mark", "unknown");
            browser.open("/incidents?cluster=nowhere");
            browser.awaitText(".empty", "No incident of the last hour fits these filters.");
            browser.open("/incidents?kind=flood&since=yesterday");
            browser.awaitText(".failure", "Kind: 'FLOOD' is none of");
            assertThat(browser.text(".failure")).contains("Since: 'yesterday' is no duration");
            browser.open("/incidents/none");
            browser.awaitText("h1", "There is no such incident");
        }
    }

    @Test
    void longListsHavePages() throws Exception {
        try (var planted = new Planted(directory, null)) {
            var incidents = new ArrayList<io.podtide.detect.incident.Incident>();
            for (int i = 0; i < 60; i++) {
                incidents.add(incident("east", "app-" + i, Severity.WARNING, ago(i + 2), null));
            }
            planted.heard("east", ago(90), Mark.HEARTBEAT);
            planted.write(incidents.toArray(io.podtide.detect.incident.Incident[]::new));
            var browser = Browser.at(planted.url());
            browser.open("/incidents?cluster=east");
            browser.awaitCount("tr.incident", 50);
            browser.link("Older");
            browser.awaitCount("tr.incident", 10);
            assertThat(browser.text("a.subject")).isEqualTo("shop/app-50");
            assertThat(browser.address()).startsWith("/incidents?cluster=east&after=");
            browser.back();
            browser.awaitCount("tr.incident", 50);
        }
    }

    @Test
    void aTokenIsAskedForAndKeptByTheTab() throws Exception {
        try (var planted = new Planted(directory, "a-token-of-the-tests")) {
            planted.heard("east", now, Mark.HEARTBEAT);
            planted.write(incident("east", "web", Severity.WARNING, ago(3), null));
            var browser = Browser.at(planted.url());
            browser.open("/incidents");
            browser.awaitText("h1", "A token, please");
            assertThat(browser.all("tr.incident")).isEmpty();
            browser.one(".token input").sendKeys("another-token-of-no-use", Keys.ENTER);
            browser.awaitText("#why", "The server does not know this token.");
            browser.one(".token input").clear();
            browser.one(".token input").sendKeys("a-token-of-the-tests", Keys.ENTER);
            browser.awaitCount("tr.incident", 1);
            browser.awaitText(".live", "Live");
            browser.reload();
            browser.awaitCount("tr.incident", 1);
            assertThat(browser.script("return [localStorage.length, document.cookie]")
                            .toString())
                    .isEqualTo("[0, ]");
        }
    }
}
