package io.podtide.alerts.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.alerts.AnIncident;
import io.podtide.alerts.sink.Sinks;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.rules.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlertsReaderTest {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theDocumentedExampleIsReadAndRoutes() throws Exception {
        var page = Files.readString(Path.of("../docs/alerts.md"));
        var example = EXAMPLE.matcher(page);
        assertThat(example.find()).isTrue();
        var config = AlertsReader.read(example.group(1), Sinks.KINDS).orThrow();
        assertThat(config.receivers().keySet()).containsExactly("am", "oncall", "shop-chat", "hook", "shop-mail");
        assertThat(config.calm()).as("the values shown are the defaults").isEqualTo(CalmSettings.DEFAULTS);
        assertThat(Warnings.of(config, List.of("IMAGE_NOT_FOUND"), Instant.parse("2026-12-01T00:00:00Z")))
                .as("but for credentials, which are not here")
                .isEqualTo(Warnings.missingCredentials(config))
                .hasSize(4);

        var incident = new AnIncident("a")
                .kind(Kind.OOM)
                .namespace("prod-shop")
                .labels(Map.of("team", "shop", "tier", "web-1"))
                .next();
        assertThat(config.route(incident, Severity.WARNING).keySet()).containsExactly("shop-chat", "hook");
        var later = config.severity(incident, Duration.ofMinutes(30));
        assertThat(config.severity(incident, Duration.ofMinutes(29))).isEqualTo(Severity.WARNING);
        assertThat(later).isEqualTo(Severity.CRITICAL);
        assertThat(config.route(incident, later).keySet()).containsExactly("oncall", "shop-chat", "hook");
        assertThat(config.explain(incident, Severity.WARNING))
                .containsExactly(
                        "route 1 (line 18): no, severity is warning", "route 2 (line 21): yes, to shop-chat, hook");
        var ofFleet = new AnIncident("b")
                .scope(Scope.FLEET)
                .cluster("")
                .labels(Map.of())
                .next();
        assertThat(config.severity(ofFleet, Duration.ZERO)).isEqualTo(Severity.CRITICAL);
        assertThat(config.explain(ofFleet, Severity.WARNING)).last().isEqualTo("fallback: am");
        var ofLab = new AnIncident("c").cluster("lab-1").labels(Map.of()).next();
        assertThat(config.route(ofLab, Severity.WARNING))
                .as("nobody, and no fallback")
                .isEmpty();
    }

    @Test
    void everyMistakeIsToldWithItsLine() {
        var reading = AlertsReader.read("""
                receivers:
                - {name: Shop, slack: {channel: c, token: {env: T}}}
                - {name: a, slack: {channel: c, token: xoxb-1}}
                - {name: b, webhook: {url: "ftp://example.com"}}
                - {name: c, webhook: {url: "https://me:pw@example.com"}}
                - {name: d, webhook: {url: "https://example.com"}, title: "{sumary}"}
                - {name: d, pagerduty: {routing-key: {env: K}}, email: {}}
                - {name: m, email: {host: h, from: f@x, to: nobody}}
                - {name: am, alertmanager: {urls: ["http://x"], resend: 6m}}
                routes:
                - {match: {kind: oomm}, to: e}
                - {match: {severity: [critical, bad]}, to: m}
                - {match: {}, to: d, quiet: {from: 25:00, to: 07:00, zone: Mars}}
                - {too: d}
                mutes: [{match: {}, until: soon, owner: me}]
                calm: {settle: 30, storm: {incident: 3}}
                digest: {at: 9, zone: UTC, to: {x: am}}
                fallback: nobody
                """, Sinks.KINDS);
        assertThat(reading.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "line 2: receivers[0].name: needs a name as Kubernetes has them: a-z, 0-9, -, .",
                        "line 3: receivers[1].slack.token: needs {file: PATH} or {env: NAME}: a credential is not written here",
                        "line 4: receivers[2].webhook.url: needs a URL with http or https, a host and no user",
                        "line 5: receivers[3].webhook.url: needs a URL with http or https, a host and no user",
                        "line 6: receivers[4].title: unknown field {sumary}, did you mean summary?",
                        "line 7: receivers[5]: needs one of alertmanager, slack, pagerduty, webhook, email",
                        "line 8: receivers[6].email.to: needs a mail address",
                        "line 9: receivers[7].alertmanager.resend: expires must be three times resend at least",
                        "line 11: routes[0].match.kind: matches no kind, did you mean oom?",
                        "line 11: routes[0].to: no such receiver, did you mean d?",
                        "line 12: routes[1].match.severity[1]: matches no severity, known are info, warning, critical",
                        "line 12: routes[1].to: mail is for digests: name it under digest",
                        "line 13: routes[2].quiet.from: needs a time of day such as 22:00, not \"25:00\"",
                        "line 13: routes[2].quiet.zone: needs a time zone such as Europe/Berlin or UTC, not \"Mars\"",
                        "line 14: routes[3].too: unknown key, did you mean to?",
                        "line 14: routes[3]: needs to",
                        "line 15: mutes[0].until: needs a time such as 2027-01-31T00:00:00Z, not \"soon\"",
                        "line 15: mutes[0]: needs reason",
                        "line 16: calm.storm.incident: unknown key, did you mean incidents?",
                        "line 16: calm.settle: needs a unit: 30s, 30m or 30h",
                        "line 17: digest.at: needs a time of day such as 22:00, not \"9\"",
                        "line 17: digest.to.x: takes no digests: they are for mail, Slack and webhooks",
                        "line 18: fallback: no such receiver, known are d, m, am");
    }

    @Test
    void whatLooksRightAndCannotBeMeantIsAMistake() {
        var reading = AlertsReader.read("""
                receivers:
                - {name: a, webhook: {url: "https://example.com"}}
                - {name: a, webhook: {url: "https://example.com"}}
                - {name: b, alertmanager: {urls: []}}
                - {name: c, webhook: {url: "https://example.com", user: u, password: {env: P}, bearer-token: {env: T}}}
                - {name: m, email: {host: h, from: a@x, to: [], port: 70000}}
                - {name: n, email: {host: h, from: a@x, to: b@x, tls: none, user: u, password: {env: P}}}
                - {name: t, webhook: {url: "https://example.com"}, title: "{incident_id}"}
                - {name: l, webhook: {url: "https://example.com"}, text: "%s"}
                routes:
                - {match: {labels: {tier: "web[12]"}}, to: a}
                - {to: a, quiet: {from: 08:00, to: 08:00, zone: UTC}}
                calm: {storm: {incidents: 1}}
                """.formatted("x".repeat(2_001)), Sinks.KINDS);
        assertThat(reading.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "line 3: receivers[1]: there are two receivers of the name a",
                        "line 4: receivers[2].alertmanager.urls: needs one at least",
                        "line 5: receivers[3].webhook.bearer-token: there are user and password already",
                        "line 6: receivers[4].email.to: needs one at least",
                        "line 6: receivers[4].email.port: must be at most 65535",
                        "line 7: receivers[5].email.tls: needs TLS: a password does not go in the clear",
                        "line 8: receivers[6].title: unknown field {incident_id}, known are status, kind, severity, scope,"
                                + " cluster, namespace, workload, node, subject, cause, summary, remedy, pods, team, id,"
                                + " started, link, change",
                        "line 9: receivers[7].text: is longer than 2000 characters",
                        "line 11: routes[0].match.labels.tier: no such name can be: \"web[12]\" (* stands for any"
                                + " characters, ? for one)",
                        "line 12: routes[1].quiet.to: is the same as from: no hours, or all of them",
                        "line 13: calm.storm.incidents: must be at least 2: one is no storm");
    }

    @Test
    void quietHoursGoBeyondMidnightAndOverDays() {
        var config = AlertsReader.read("""
                receivers: [{name: a, webhook: {url: "http://localhost/"}}]
                routes: [{to: a, quiet: {from: 22:00, to: 07:00, zone: Europe/Berlin, days: [fri, sat]}}]
                """, Sinks.KINDS).orThrow();
        var quiet = config.routes().get(0).quiet();
        var friday = Instant.parse("2026-11-20T21:30:00Z"); // 22:30 in Berlin
        assertThat(quiet.hold(Severity.CRITICAL, friday)).isTrue();
        assertThat(quiet.end(friday)).isEqualTo(Instant.parse("2026-11-21T06:00:00Z"));
        assertThat(quiet.hold(Severity.WARNING, Instant.parse("2026-11-21T06:00:00Z")))
                .isFalse();
        assertThat(quiet.hold(Severity.WARNING, Instant.parse("2026-11-22T05:00:00Z")))
                .isTrue();
        assertThat(quiet.hold(Severity.WARNING, Instant.parse("2026-11-22T23:00:00Z")))
                .as("Sunday night")
                .isFalse();
    }

    @Test
    void aSecretIsNeverPrinted() {
        assertThat(new Secret(Secret.Source.TEXT, "https://hooks.example.com/T0/secret").toString())
                .isEqualTo("the configuration");
        assertThat(new Secret(Secret.Source.ENV, "TOKEN")).hasToString("environment variable TOKEN");
    }
}
