package io.podtide.trends.store;

import io.podtide.detect.incident.Incident;
import io.podtide.wire.IncidentJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A revision of an incident on its way into the database.
 *
 * @param seq order in which revisions are written
 * @param image of the container it is about; empty where nobody knows
 */
record RevisionRow(Incident incident, long seq, String image) {

    /** For the table of revisions. */
    Object[] revision() {
        return new Object[] {
            incident.id(),
            incident.revision(),
            seq,
            Times.utc(incident.updatedAt()),
            incident.state().name(),
            IncidentJson.write(incident)
        };
    }

    /** What happens again has the same one: its workload and cause. */
    long recurrence() {
        return Hashes.of(incident.subject(), incident.cause());
    }

    /**
     * For the table of incidents as they are.
     *
     * @param previousAt when the one before it was opened, of those that are written together with it
     */
    Object[] incidentRow(WordBook book, @Nullable Instant previousAt) {
        var resolvedAt = incident.resolvedAt();
        var words = book.usedAt(resolvedAt == null ? incident.updatedAt() : later(resolvedAt, incident.updatedAt()));
        return new Object[] {
            Times.utc(incident.openedAt()),
            Times.utc(incident.startedAt()),
            Times.utc(incident.updatedAt()),
            millis(incident.startedAt(), incident.openedAt()),
            seq,
            Hashes.of(incident.labels()),
            recurrence(),
            incident.occurrences(),
            incident.revision(),
            incident.podCount(),
            incident.reopened(),
            words.code(incident.state()),
            words.code(incident.kind()),
            words.code(incident.scope()),
            words.code(incident.severity()),
            words.code(incident.cluster()),
            words.code(incident.namespace()),
            words.code(incident.workloadKind()),
            words.code(incident.workload()),
            words.code(incident.node()),
            words.code(incident.container()),
            words.code(image),
            words.code(incident.cause()),
            words.code(incident.resolution()),
            incident.mute() != null,
            Times.utcOrNull(resolvedAt),
            resolvedAt == null ? null : millis(incident.startedAt(), resolvedAt),
            Times.utcOrNull(previousAt),
            null, // filled in where it is known
            incident.id(),
            Objects.requireNonNullElse(incident.parentId(), "")
        };
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /** Clocks disagree: never less than none. */
    private static long millis(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis());
    }
}
