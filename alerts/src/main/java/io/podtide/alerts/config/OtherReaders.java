package io.podtide.alerts.config;

import io.podtide.rules.Section;
import io.podtide.rules.Value;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Read items of {@code severity} and {@code mutes}, and {@code digest}. */
final class OtherReaders {

    private OtherReaders() {}

    static Optional<SeverityRule> severity(Value value) {
        return value.section().flatMap(section -> {
            section.allow(List.of("match", "open-for", "is"));
            var match = section.get("match").flatMap(RouteReader::match).orElse(IncidentMatch.ALL);
            var openFor = Reads.duration(section, "open-for", true, Duration.ZERO);
            return section.require("is").flatMap(Reads::severity).map(is -> new SeverityRule(match, openFor, is));
        });
    }

    /** All keys are required: a mute nobody answers for, or without an end, stays for ever. */
    static Optional<AlertMute> mute(Value value) {
        return value.section().flatMap(section -> {
            section.allow(List.of("match", "until", "owner", "reason"));
            var match = section.require("match").flatMap(RouteReader::match);
            var until = section.require("until").flatMap(Value::instant);
            var owner = section.require("owner").flatMap(Value::words);
            var reason = section.require("reason").flatMap(Value::words);
            return match.flatMap(m ->
                    until.flatMap(u -> owner.flatMap(o -> reason.map(r -> new AlertMute(m, u, o, r)))));
        });
    }

    static DigestSettings digest(Section section) {
        section.allow(List.of("at", "zone", "to"));
        var at = section.require("at").flatMap(Reads::time).orElse(LocalTime.MIN);
        var zone = section.require("zone").flatMap(Reads::zone).orElse(ZoneOffset.UTC);
        var to = new LinkedHashMap<String, List<String>>();
        section.require("to")
                .flatMap(Value::section)
                .map(Section::values)
                .orElse(Map.of())
                .forEach((team, receivers) -> to.put(team, Reads.words(receivers)));
        return new DigestSettings(at, zone, to);
    }
}
