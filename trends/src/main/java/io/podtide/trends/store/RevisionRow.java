package io.podtide.trends.store;

import io.podtide.detect.incident.Incident;
import io.podtide.wire.IncidentJson;
import java.util.Objects;

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

    /** For the table of incidents as they are. */
    Object[] incidentRow() {
        var resolution = incident.resolution();
        return new Object[] {
            incident.id(),
            incident.revision(),
            seq,
            incident.state().name(),
            incident.kind().name(),
            incident.scope().name(),
            incident.severity().name(),
            incident.cluster(),
            text(incident.namespace()),
            text(incident.workloadKind()),
            text(incident.workload()),
            text(incident.node()),
            text(incident.container()),
            image,
            incident.cause(),
            resolution == null ? "" : resolution.name(),
            text(incident.parentId()),
            Hashes.of(incident.labels()),
            Hashes.of(incident.subject(), incident.cause()),
            incident.podCount(),
            incident.occurrences(),
            incident.reopened(),
            incident.mute() != null,
            Times.utc(incident.startedAt()),
            Times.utc(incident.openedAt()),
            Times.utc(incident.updatedAt()),
            Times.utcOrNull(incident.resolvedAt()),
            null
        };
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
