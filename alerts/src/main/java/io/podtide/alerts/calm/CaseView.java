package io.podtide.alerts.calm;

import static io.podtide.detect.incident.Incident.State.RESOLVED;

import io.podtide.alerts.config.AlertsConfig;
import io.podtide.alerts.config.QuietHours;
import io.podtide.alerts.config.Route;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An incident as the configuration sees it at this time. */
final class CaseView {

    private final Case one;
    private final Incident incident;
    private final AlertsConfig config;
    private final Instant now;
    private final Severity severity;
    private final Map<String, Route> routes;
    private final boolean muted;

    CaseView(Case one, AlertsConfig config, Instant now) {
        this.one = one;
        this.incident = one.incident();
        this.config = config;
        this.now = now;
        this.severity = config.severity(incident, age());
        this.routes = config.route(incident, severity);
        this.muted =
                incident.mute() != null || config.mute(incident, severity, now).isPresent();
    }

    private Duration age() {
        var age = Duration.between(one.since(), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    Severity severity() {
        return severity;
    }

    /** Those to be told, and those that have been. */
    Set<String> receivers() {
        var all = new LinkedHashSet<>(routes.keySet());
        all.addAll(one.notices().keySet());
        return all;
    }

    /** When its severity may be another, or a mute of ours ends. */
    @Nullable
    Instant nextSeverity() {
        if (incident.state() == RESOLVED) {
            return null;
        }
        var severer = config.nextAge(incident, age())
                .map(age -> one.since().plus(age))
                .orElse(null);
        var unmuted =
                config.mute(incident, severity, now).map(mute -> mute.until()).orElse(null);
        return View.earlier(severer, unmuted);
    }

    View of(String receiver) {
        var route = routes.get(receiver);
        var calm = config.calm();
        var notice = one.notice(receiver);
        boolean part = incident.parentId() != null;
        var settled = calm.atOnce().contains(incident.kind())
                ? one.since()
                : one.since().plus(calm.settle());
        var over = one.overSince();
        var ends = over != null && flaps() ? over.plus(calm.flapHold()) : Instant.MIN;
        var told = notice.toldAt();
        return new View(
                content(),
                route != null && (!part || route.children()),
                settled,
                muted,
                quietUntil(route == null ? null : route.quiet()),
                ends,
                told == null ? Instant.MIN : told.plus(calm.betweenChanges()),
                route == null ? calm.remind() : route.remind());
    }

    private @Nullable Instant quietUntil(@Nullable QuietHours quiet) {
        return quiet != null && quiet.hold(severity, now) ? quiet.end(now) : null;
    }

    private boolean flaps() {
        return incident.reopened() >= config.calm().flaps();
    }

    Content content() {
        return new Content(
                incident.state(),
                severity,
                incident.cause(),
                incident.podCount(),
                incident.parentId() != null,
                incident.reopened(),
                flaps());
    }

    Delivery delivery(Ref ref, Attempt attempt, @Nullable Content told, Map<String, String> handle) {
        int open = incident.state() == RESOLVED ? 0 : 1;
        return new Delivery(
                ref,
                attempt,
                one.since(),
                told,
                handle,
                severity,
                config.team(incident),
                List.of(incident),
                1,
                open,
                null,
                null);
    }
}
