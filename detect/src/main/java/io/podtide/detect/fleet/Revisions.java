package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Revisions made from others. */
final class Revisions {

    private Revisions() {}

    static Incident numbered(Incident i, int revision, @Nullable String parentId) {
        return copy(i, revision, i.updatedAt(), parentId);
    }

    /** Updated then, unless it has been later. */
    static Incident notBefore(Instant time, Incident i) {
        return copy(i, i.revision(), i.updatedAt().isAfter(time) ? i.updatedAt() : time, i.parentId());
    }

    private static Incident copy(Incident i, int revision, Instant updatedAt, @Nullable String parentId) {
        return new Incident(
                i.id(),
                revision,
                i.state(),
                i.kind(),
                i.scope(),
                i.severity(),
                i.cluster(),
                i.clusterUid(),
                i.namespace(),
                i.workloadKind(),
                i.workload(),
                i.node(),
                i.container(),
                i.pods(),
                i.podCount(),
                i.cause(),
                i.causeDetail(),
                i.evidence(),
                i.summary(),
                i.remedy(),
                i.startedAt(),
                i.openedAt(),
                updatedAt,
                i.resolvedAt(),
                i.resolution(),
                i.occurrences(),
                i.reopened(),
                parentId,
                i.labels(),
                i.rule());
    }
}
