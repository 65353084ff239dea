package io.podtide.trends.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question as it was asked, all of it checked.
 *
 * @param from beginning of the time
 * @param to end of the time, not part of it
 * @param now what is open goes on until then
 * @param states of incidents; empty for any
 * @param severities of incidents; empty for any
 * @param text part of a name that incidents have; null for any
 * @param parent id of the incident that they are part of; null for any
 * @param at the moment to compare at
 * @param within how long before and after; how soon again
 * @param after where to go on; null to begin
 */
public record Asked(
        Instant from,
        Instant to,
        Instant now,
        Filters filters,
        List<Group> groups,
        Measure measure,
        Every every,
        List<String> states,
        List<String> severities,
        @Nullable String text,
        @Nullable String parent,
        Instant at,
        Duration within,
        int limit,
        @Nullable String after) {

    public Asked {
        groups = List.copyOf(groups);
        states = List.copyOf(states);
        severities = List.copyOf(severities);
    }

    Duration range() {
        return Duration.between(from, to);
    }

    /** Rows that are left out because earlier answers had them. */
    int offset() {
        return after == null ? 0 : Integer.parseInt(after);
    }

    Asked during(Instant newFrom, Instant newTo) {
        return new Asked(
                newFrom,
                newTo,
                now,
                filters,
                groups,
                measure,
                every,
                states,
                severities,
                text,
                parent,
                at,
                within,
                limit,
                after);
    }
}
