package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.podtide.cli.scenario.Scenario;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.rule.RuleBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code up --alerts}: a recording in, messages out, at services that behave as documented and at a real Alertmanager. Some
 * receivers are wrong, so that there is something to complain of: none of the complaints repeats a credential.
 */
@Tag("slow")
class UpAlertsIT {

    private static final Scenario SCENARIO = new Scenario("b02-slow-leak");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TOKEN = "xoxb-7d1f-not-to-be-seen";

    @TempDir
    Path directory;

    private PagedPeople people;
    private RealAlertmanager alertmanager;
    private Set<String> open;

    @BeforeEach
    void start() throws Exception {
        people = new PagedPeople(3).missingEnds();
        alertmanager = RealAlertmanager.isInstalled() ? RealAlertmanager.start(directory.resolve("am")) : null;
        var newest = new HashMap<String, Incident>();
        Scenario.detected(RuleBook.DEFAULTS, Scenario.observations(SCENARIO))
                .forEach(incident -> newest.put(incident.id(), incident));
        open = newest.values().stream()
                .filter(incident -> incident.state() == State.OPEN && incident.parentId() == null)
                .map(Incident::id)
                .collect(Collectors.toSet());
        assertThat(open).as("what the recording ends with").hasSize(2);
    }

    @AfterEach
    void stop() throws Exception {
        if (alertmanager != null) {
            alertmanager.close();
        }
        if (people != null) {
            people.close();
        }
    }

    @Test
    void aRecordingIsToldToEverybodyAndNoCredentialIsRepeated() throws Exception {
        var data = directory.resolve("data");
        var recording = SCENARIO.recording().toString();
        try (var up = UpProcess.start(
                data, "-vv", "--speed", "60x", "--alerts", config().toString(), "--recording", recording)) {
            try {
                up.awaitErr("played to its end");
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(people.open().values()).allMatch(open::equals));
                assertThat(people.endsMissed())
                        .as("ends that one of two replicas refused")
                        .isPositive();
                if (alertmanager != null) {
                    await().atMost(PATIENCE)
                            .untilAsserted(
                                    () -> assertThat(alertmanager.active()).isEqualTo(open));
                }
                up.awaitErrs(
                        "receiver broken-token takes no messages: no credential: that for",
                        "receiver broken-url takes no messages: the connection broke");
            } finally {
                up.terminate();
            }
            assertThat(up.awaitEnd()).isIn(0, 143);
            people.pages()
                    .forEach((service, pages) -> assertThat(PagedPeople.others(pages))
                            .as("told twice by %s", service)
                            .isEmpty());
            var said = up.err();
            var page = page(said);
            assertThat(people.links())
                    .as("links of alerts")
                    .isNotEmpty()
                    .allSatisfy((id, link) -> assertThat(link).isEqualTo(page + "/incidents/" + id));
            assertThat(said).noneMatch(line -> line.contains("not-to-be-seen"));
            assertThat(up.out()).noneMatch(line -> line.contains("not-to-be-seen"));
            assertThat(filesThatHoldACredential(data)).isEmpty();
        }
        assumeThat(alertmanager)
                .as("%s, which is not installed", RealAlertmanager.BINARY)
                .isNotNull();
    }

    private static String page(List<String> said) {
        return said.stream()
                .filter(line -> line.contains("page http"))
                .map(line -> line.replaceAll(".*page (http[^,]*)/,.*", "$1"))
                .findFirst()
                .orElseThrow();
    }

    private Path config() throws IOException {
        var token = Files.writeString(directory.resolve("token"), TOKEN);
        var broken = Files.writeString(directory.resolve("broken"), TOKEN + "\nand a line");
        var url = Files.writeString(directory.resolve("url"), people.url("/not-to-be-seen") + "\n");
        return Files.writeString(directory.resolve("alerts.yaml"), """
                receivers:
                - {name: hook, webhook: {url: "%s", secret: {file: "%s"}}}
                - {name: pager, pagerduty: {url: "%s", routing-key: {file: "%s"}}}
                - {name: chat, slack: {api: "%s", channel: %s, token: {file: "%s"}}}
                - {name: am, alertmanager: {urls: [%s"%s"], resend: 5s}}
                - {name: broken-token, slack: {api: "%s", channel: %s, token: {file: "%s"}}}
                - {name: broken-url, webhook: {url: {file: "%s"}, bearer-token: {file: "%s"}}}
                fallback: [hook, pager, chat, am, broken-token, broken-url]
                calm: {settle: 0s}
                """.formatted(
                        people.url("/hook"),
                        token,
                        people.url("/pagerduty"),
                        token,
                        people.url("/slack/"),
                        PagedPeople.CHANNEL,
                        token,
                        alertmanager == null ? "" : '"' + alertmanager.url().toString() + "\", ",
                        people.url("/am"),
                        people.url("/slack/"),
                        PagedPeople.CHANNEL,
                        broken,
                        url,
                        token));
    }

    private static List<Path> filesThatHoldACredential(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(UpAlertsIT::holdsACredential)
                    .toList();
        }
    }

    private static boolean holdsACredential(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("not-to-be-seen");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
