package io.podtide.alerts.config;

import io.podtide.detect.rule.Glob;
import io.podtide.rules.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What is not wrong but hardly meant, or is wrong on this machine. */
public final class Warnings {

    private final AlertsConfig config;
    private final List<String> all = new ArrayList<>();

    private Warnings(AlertsConfig config) {
        this.config = config;
    }

    /** @param causes that the catalogue has */
    public static List<String> of(AlertsConfig config, Collection<String> causes, Instant now) {
        var warnings = new Warnings(config);
        warnings.idleReceivers();
        warnings.routesNeverAsked();
        warnings.endedMutes(now);
        warnings.unknownCauses(causes);
        warnings.inTheClear();
        warnings.all.addAll(missingCredentials(config));
        return List.copyOf(warnings.all);
    }

    /** Credentials that are not here; elsewhere they may be. */
    public static List<String> missingCredentials(AlertsConfig config) {
        return config.receivers().values().stream()
                .flatMap(receiver -> receiver.credentials().stream()
                        .filter(Warnings::missing)
                        .map(secret -> "receiver " + receiver.name() + ": there is no " + secret + " here"))
                .distinct()
                .toList();
    }

    private static boolean missing(Secret secret) {
        return switch (secret.source()) {
            case TEXT -> false;
            case ENV -> {
                var value = System.getenv(secret.name());
                yield value == null || value.isBlank();
            }
            case FILE -> !Files.isReadable(Path.of(secret.name()));
        };
    }

    private void idleReceivers() {
        var used = config.used().toList();
        config.receivers().keySet().stream()
                .filter(name -> !used.contains(name))
                .forEach(name -> all.add("receiver " + name + " is told of nothing"));
    }

    private void routesNeverAsked() {
        Route last = null;
        for (var route : config.routes()) {
            if (last != null) {
                all.add(route.name() + " is never asked: " + last.name() + " takes everything");
            } else if (!route.goesOn() && route.match().equals(IncidentMatch.ALL)) {
                last = route;
            }
        }
        boolean everything = config.routes().stream()
                .anyMatch(route -> route.match().equals(IncidentMatch.ALL)
                        && !route.receivers().isEmpty());
        everything |= last != null;
        if (everything && !config.fallback().isEmpty()) {
            all.add("the fallback is never asked: a route takes everything");
        } else if (!everything && config.fallback().isEmpty()) {
            all.add("there is no fallback: nobody is told of what no route matches");
        }
    }

    private void endedMutes(Instant now) {
        config.mutes().stream()
                .filter(mute -> !mute.until().isAfter(now))
                .forEach(mute -> all.add(
                        "the mute of " + mute.owner() + " has ended at " + mute.until() + ", it mutes nothing"));
    }

    private void unknownCauses(Collection<String> causes) {
        var matches = Stream.of(
                        config.routes().stream().map(Route::match),
                        config.severities().stream().map(SeverityRule::match),
                        config.mutes().stream().map(AlertMute::match))
                .flatMap(match -> match);
        matches.flatMap(match -> match.fields().getOrDefault(IncidentMatch.Field.CAUSE, List.of()).stream())
                .distinct()
                .filter(glob -> causes.stream().noneMatch(glob::matches))
                .map(Glob::pattern)
                .forEach(text -> all.add("no cause of the catalogue is " + text + ", " + Nearest.advice(text, causes)));
    }

    private void inTheClear() {
        for (var receiver : config.receivers().values()) {
            boolean secret = receiver.credentials().stream().anyMatch(s -> s.source() != Secret.Source.TEXT);
            receiver.urls().stream()
                    .filter(url -> secret && "http".equals(url.getScheme()))
                    .forEach(url -> all.add("receiver " + receiver.name() + ": its credentials go to "
                            + url.getAuthority() + " in the clear (http)"));
        }
    }
}
