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
                        "  chat: not told, it is part of 12222222-0000-5000-8000-000000000002 and the route is without"
                                + " children: true",
                        "  after 30 min: severity CRITICAL, to pager",
                        fleet.id() + " RESTART_LOOP fleet, team shop, severity CRITICAL",
                        "  route 1 (line 6): yes, to pager",
                        "  pager: told after 30 s, if it still is so");
    }

    @Test
    void quietHoursMutesAndSettlingAreSaidAndOfRevisionsTheNewestCounts() throws Exception {
        Files.writeString(file, """
                receivers:
                - {name: chat, webhook: {url: "https://example.com/"}}
                - {name: pager, webhook: {url: "https://example.com/"}}
                routes:
                - {match: {kind: oom}, to: chat, quiet: {from: 00:00, to: 23:59, zone: UTC, except: critical}, continue: true}
                - {match: {severity: critical}, to: pager}
                mutes: [{match: {workload: noisy}, until: 2999-01-01T00:00:00Z, owner: me, reason: tests}]
                calm: {settle: 45s}
                fallback: chat
                """);
        var one = IncidentBuilder.anIncident().critical().build();
        var over = IncidentJson.toTree(one).put("revision", 2).put("state", "RESOLVED");
        var muted = IncidentJson.toTree(one).put("id", "x").put("workload", "noisy");
        var incidents = Files.writeString(
                directory.resolve("incidents.jsonl"), IncidentJson.write(one) + "\n" + over + "\n" + muted + "\n");
        var run = podtide("alerts", "test-route", file.toString(), "--incident", incidents.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines())
                .contains(
                        "  pager: told that it is over, if it was told of it before",
                        "  muted until 2999-01-01T00:00:00Z (me: tests): not told")
                .filteredOn(line -> line.startsWith(one.id()))
                .hasSize(1);
    }

    @Test
    void whatIsHardlyMeantOrNotHereIsAWarning() throws Exception {
        Files.writeString(file, """
                receivers:
                - {name: chat, slack: {channel: C0123456789, api: "http://slack.local/api/", token: {file: /none}}}
                - {name: idle, webhook: {url: "https://example.com/"}}
                routes:
                - {match: {cause: IMAGE_NOTFOUND}, to: chat}
                - {to: chat}
                - {match: {kind: oom}, to: chat}
                fallback: chat
                """);
        var run = podtide("alerts", "check", file.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.err().lines())
                .containsExactly(
                        file + ": receiver idle is told of nothing (a warning)",
                        file + ": route 3 (line 7) is never asked: route 2 (line 6) takes everything (a warning)",
                        file + ": the fallback is never asked: a route takes everything (a warning)",
                        file
                                + ": no cause of the catalogue is IMAGE_NOTFOUND, did you mean IMAGE_NOT_FOUND? (a warning)",
                        file + ": receiver chat: its credentials go to slack.local in the clear (http) (a warning)",
                        file + ": receiver chat: there is no file /none here (a warning)");
    }

    @Test
    void theRoleSaysWhatItLacks() {
        var lacks = "podtide alerts: needs --bootstrap-servers and --alerts; see 'podtide alerts --help'\n";
        assertThat(podtide("alerts")).isEqualTo(new CommandRun(2, "", lacks));
        assertThat(podtide("alerts", "--bootstrap-servers", "localhost:1")).isEqualTo(new CommandRun(2, "", lacks));
    }
}
