package io.podtide.alerts.config;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What happened in a day, once a day.
 *
 * @param receivers by team; those of {@code *} for the teams that are not named
 */
public record DigestSettings(LocalTime at, ZoneId zone, Map<String, List<String>> receivers) {

    public static final String OTHERS = "*";

    public List<String> receivers(String team) {
        return receivers.getOrDefault(team, receivers.getOrDefault(OTHERS, List.of()));
    }

    /** The first after this moment. */
    public Instant next(Instant now) {
        var local = now.atZone(zone);
        var today = local.with(at);
        return (today.isAfter(local) ? today : local.plusDays(1).with(at)).toInstant();
    }
}
