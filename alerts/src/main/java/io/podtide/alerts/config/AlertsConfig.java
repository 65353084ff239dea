package io.podtide.alerts.config;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the file says.
 *
 * @param receivers by name
 * @param routes the first that matches decides, unless it goes on
 * @param fallback told of what no route matches
 * @param teamLabel the label that names the team
 * @param teamElse the team of what has no such label
 * @param digest null: none
 * @param link to an incident's page, with {@code {id}}; null: there is none
 */
public record AlertsConfig(
        Map<String, Receiver> receivers,
        List<Route> routes,
        List<String> fallback,
        String teamLabel,
        String teamElse,
        List<SeverityRule> severities,
        List<AlertMute> mutes,
        CalmSettings calm,
        @Nullable DigestSettings digest,
        @Nullable String link) {

    /** With this link where there is none. */
    public AlertsConfig linkedElse(@Nullable String other) {
        return new AlertsConfig(
                receivers,
                routes,
                fallback,
                teamLabel,
                teamElse,
                severities,
                mutes,
                calm,
                digest,
                link == null ? other : link);
    }

    public String team(Incident incident) {
        return incident.labels().getOrDefault(teamLabel, teamElse);
    }

    /** @param age how long ago it was first heard of */
    public Severity severity(Incident incident, Duration age) {
        return severities.stream()
                .filter(rule -> rule.openFor().compareTo(age) <= 0 && matches(rule, incident))
                .findFirst()
                .map(SeverityRule::severity)
                .orElse(incident.severity());
    }

    /** The age at which its severity may be another. */
    public Optional<Duration> nextAge(Incident incident, Duration age) {
        return severities.stream()
                .filter(rule -> rule.openFor().compareTo(age) > 0 && matches(rule, incident))
                .map(SeverityRule::openFor)
                .min(Comparator.naturalOrder());
    }

    private boolean matches(SeverityRule rule, Incident incident) {
        return rule.match().matches(incident, incident.severity(), team(incident));
    }

    /** The mute that concerns it now. */
    public Optional<AlertMute> mute(Incident incident, Severity severity, Instant now) {
        return mutes.stream()
                .filter(mute -> mute.until().isAfter(now) && mute.match().matches(incident, severity, team(incident)))
                .findFirst();
    }

    /** Who is told of it, and by which route; those no route matches go to the fallback. */
    public Map<String, Route> route(Incident incident, Severity severity) {
        var told = new LinkedHashMap<String, Route>();
        for (var route : routes) {
            if (route.match().matches(incident, severity, team(incident))) {
                route.receivers().forEach(receiver -> told.putIfAbsent(receiver, route));
                if (!route.goesOn()) {
                    return told;
                }
            }
        }
        if (told.isEmpty()) {
            fallback.forEach(receiver -> told.put(receiver, otherwise()));
        }
        return told;
    }

    /** The same, route by route, in words. */
    public List<String> explain(Incident incident, Severity severity) {
        var lines = new ArrayList<String>();
        for (var route : routes) {
            var mismatch = route.match().mismatch(incident, severity, team(incident));
            if (mismatch != null) {
                lines.add(route.name() + ": no, " + mismatch);
            } else {
                lines.add(route.name() + ": yes, to " + String.join(", ", route.receivers())
                        + (route.goesOn() ? ", and goes on" : ""));
                if (!route.goesOn()) {
                    return lines;
                }
            }
        }
        if (lines.stream().noneMatch(line -> line.contains(": yes, "))) {
            lines.add("fallback: " + (fallback.isEmpty() ? "none, nobody is told" : String.join(", ", fallback)));
        }
        return lines;
    }

    private Route otherwise() {
        return new Route("fallback", IncidentMatch.ALL, fallback, false, false, null, calm.remind());
    }

    /** All names of receivers that are used. */
    Stream<String> used() {
        var digests = digest == null ? Stream.<List<String>>of() : digest.receivers().values().stream();
        return Stream.concat(Stream.concat(routes.stream().map(Route::receivers), Stream.of(fallback)), digests)
                .flatMap(List::stream);
    }
}
