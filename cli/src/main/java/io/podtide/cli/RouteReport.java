package io.podtide.cli;

import io.podtide.alerts.config.AlertsConfig;
import io.podtide.alerts.config.Route;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where an incident would go if it were heard of now, who would be told when, and why. */
final class RouteReport {

    private final AlertsConfig config;
    private final Incident incident;
    private final Instant now;

    private RouteReport(AlertsConfig config, Incident incident, Instant now) {
        this.config = config;
        this.incident = incident;
        this.now = now;
    }

    static List<String> of(AlertsConfig config, Incident incident, Instant now) {
        return new RouteReport(config, incident, now).lines();
    }

    private List<String> lines() {
        var severity = config.severity(incident, Duration.ZERO);
        var lines = new ArrayList<String>();
        lines.add(incident.id() + " " + incident.kind() + " " + incident.display() + ", team " + config.team(incident)
                + ", severity " + severity
                + (severity == incident.severity() ? "" : " (detection says " + incident.severity() + ")"));
        config.explain(incident, severity).forEach(line -> lines.add("  " + line));
        var muted = muted(severity);
        muted.ifPresent(line -> lines.add("  " + line));
        if (muted.isEmpty()) {
            config.route(incident, severity)
                    .forEach((receiver, route) -> lines.add("  " + receiver + ": " + when(route, severity)));
        }
        config.nextAge(incident, Duration.ZERO).ifPresent(age -> lines.add("  " + later(age)));
        return lines;
    }

    private Optional<String> muted(Severity severity) {
        var mute = incident.mute();
        if (mute != null) {
            return Optional.of("muted by the rules until " + mute.until() + " (" + mute.owner() + "): not told");
        }
        return config.mute(incident, severity, now)
                .map(ours ->
                        "muted until " + ours.until() + " (" + ours.owner() + ": " + ours.reason() + "): not told");
    }

    private String when(Route route, Severity severity) {
        if (incident.state() == State.RESOLVED) {
            return "told that it is over, if it was told of it before";
        }
        if (incident.state() == State.UNKNOWN) {
            return "told that nobody knows, if it was told of it before";
        }
        if (incident.parentId() != null && !route.children()) {
            return "not told, it is part of " + incident.parentId() + " and the route is without children: true";
        }
        var quiet = route.quiet();
        if (quiet != null && quiet.hold(severity, now)) {
            return "told at " + quiet.end(now) + ", when its quiet hours end, if it still is so";
        }
        var calm = config.calm();
        return calm.atOnce().contains(incident.kind()) || calm.settle().isZero()
                ? "told at once"
                : "told after " + calm.settle().toSeconds() + " s, if it still is so";
    }

    private String later(Duration age) {
        var severity = config.severity(incident, age);
        return "after " + age.toMinutes() + " min: severity " + severity + ", to "
                + String.join(", ", config.route(incident, severity).keySet());
    }
}
