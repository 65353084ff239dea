package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.cli.print.IncidentBuilder;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.wire.IncidentJson;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsCommandsTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void aFile() throws Exception {
        file = Files.writeString(directory.resolve("alerts.yaml"), """
                receivers:
                - {name: chat, webhook: {url: "https://example.com/"}}
                - {name: pager, webhook: {url: "https://example.com/"}}
                severity: [{match: {namespace: shop}, open-for: 30m, is: critical}]
                routes:
                - {match: {severity: critical}, to: pager}
                - {match: {team: shop, workload: "c*"}, to: chat}
                """);
    }

    @Test
    void aGoodFileIsGoodAndWarnedOf() {
        var run = podtide("alerts", "check", file.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).containsExactly(file + ": good, with 2 receivers and 2 routes");
        assertThat(run.err().lines())
                .containsExactly(file + ": there is no fallback: nobody is told of what no route matches (a warning)");
    }

    @Test
    void everyMistakeHasItsLine() throws Exception {
        Files.writeString(
                file, "receivers: [{name: a}, {name: chat, webhook: {url: \"http://x\"}}]\nfallback: chats\n");
        var run = podtide("alerts", "check", file.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        file + ":1: receivers[0]: needs one of alertmanager, slack, pagerduty, webhook, email",
                        file + ":2: fallback: no such receiver, did you mean chat?");
    }

    @Test
    void whereIncidentsWouldGoIsSaidWithTheReason() throws Exception {
        var one = IncidentBuilder.anIncident().partOf(1).build();
        var fleet =
                IncidentBuilder.anIncident().id(2).of(Scope.FLEET).critical().build();
        var incidents = Files.writeString(
                directory.resolve("incidents.jsonl"),
                IncidentJson.write(one) + "\n" + IncidentJson.write(fleet) + "\n");
        var run = podtide("alerts", "test-route", file.toString(), "--incident", incidents.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        one.id() + " RESTART_LOOP eu-1/shop/Deployment/cart, team shop, severity WARNING",
                        "  route 1 (line 6): no, severity is warning",
                        "  route 2 (line 7): yes, to chat",
                        "  after 30 min: severity CRITICAL, to pager",
                        "  part of 12222222-0000-5000-8000-000000000002: told only by routes with children: true",
                        fleet.id() + " RESTART_LOOP fleet, team shop, severity CRITICAL",
                        "  route 1 (line 6): yes, to pager");
    }

    @Test
    void theRoleSaysWhatItLacks() {
        var lacks = "podtide alerts: needs --bootstrap-servers and --alerts; see 'podtide alerts --help'\n";
        assertThat(podtide("alerts")).isEqualTo(new CommandRun(2, "", lacks));
        assertThat(podtide("alerts", "--bootstrap-servers", "localhost:1")).isEqualTo(new CommandRun(2, "", lacks));
    }
}
