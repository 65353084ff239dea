package io.podtide.trends.query;

import io.podtide.detect.incident.Incident.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is counted. */
public enum Measure {
    /** Incidents opened in the time. */
    INCIDENTS(null),
    /** Minutes from the beginning to the end, or now, of those incidents. */
    MINUTES(null),
    RESTARTS(Kind.RESTART_LOOP),
    OOM_KILLS(Kind.OOM),
    EVICTIONS(Kind.EVICTED),
    /** All that pods have shown: restarts, kills, evictions, and each beginning of what lasts. */
    OCCURRENCES(null);

    private final @Nullable Kind kind;

    Measure(@Nullable Kind kind) {
        this.kind = kind;
    }

    boolean ofIncidents() {
        return this == INCIDENTS || this == MINUTES;
    }

    /** Of the occurrences that count; null for any. */
    @Nullable
    Kind kind() {
        return kind;
    }

    /** @throws IllegalArgumentException for people */
    static Measure of(String text) {
        return Arrays.stream(values())
                .filter(m -> m.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is nothing to count: one of " + List.of(values())));
    }

    /** As parameters have it: {@code oom-kills}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
