package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Resolution;
import io.podtide.detect.incident.Incident.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Revisions made from others. */
final class Revisions {

    private Revisions() {}

    static Incident numbered(Incident i, int revision, @Nullable String parentId) {
        return copy(i, revision, i.state(), i.updatedAt(), i.resolvedAt(), i.resolution(), parentId, i.summary());
    }

    /** Updated then, unless it has been later. */
    static Incident notBefore(Instant time, Incident i) {
        var at = i.updatedAt().isAfter(time) ? i.updatedAt() : time;
        return copy(i, i.revision(), i.state(), at, i.resolvedAt(), i.resolution(), i.parentId(), i.summary());
    }

    /** With other words. */
    static Incident saying(Incident i, String summary) {
        return copy(i, i.revision(), i.state(), i.updatedAt(), i.resolvedAt(), i.resolution(), i.parentId(), summary);
    }

    /** Nobody knows how it is, or somebody does again. */
    static Incident in(State state, Incident i) {
        return copy(i, i.revision(), state, i.updatedAt(), i.resolvedAt(), i.resolution(), i.parentId(), i.summary());
    }

    static Incident resolved(Incident i, Instant at, Resolution how, String summary) {
        return copy(i, i.revision(), State.RESOLVED, at, at, how, i.parentId(), summary);
    }

    private static Incident copy(
            Incident i,
            int revision,
            State state,
            Instant updatedAt,
            @Nullable Instant resolvedAt,
            @Nullable Resolution resolution,
            @Nullable String parentId,
            String summary) {
        return new Incident(
                i.id(),
                revision,
                state,
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
                summary,
                i.remedy(),
                i.startedAt(),
                i.openedAt(),
                updatedAt,
                resolvedAt,
                resolution,
                i.occurrences(),
                i.reopened(),
                parentId,
                i.labels(),
                i.rule());
    }
}
