package io.podtide.trends.store;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A restart, a kill, an eviction; or that something lasting has begun.
 *
 * @param kind of incident that it speaks for
 * @param count how many it stands for
 * @param lifetime how long the container had run; null where not known
 */
public record OccurrenceRow(
        Instant at,
        Kind kind,
        String cluster,
        String namespace,
        String workloadKind,
        String workload,
        String pod,
        String podUid,
        String node,
        String container,
        String image,
        String cause,
        Map<String, String> labels,
        int count,
        @Nullable Duration lifetime,
        boolean memoryKill) {

    /** Empty for what only continues or ends something. */
    public static Optional<OccurrenceRow> of(SymptomChange change) {
        var kind = kind(change);
        if (kind == null || (change.change() != Change.OCCURRED && change.change() != Change.ONSET)) {
            return Optional.empty();
        }
        var owner = change.owner();
        var workload = owner == null ? change.workload() : owner;
        return Optional.of(new OccurrenceRow(
                change.at(),
                kind,
                workload.cluster(),
                workload.namespace(),
                workload.kind(),
                workload.name(),
                change.pod().name(),
                change.pod().uid(),
                Objects.requireNonNullElse(change.pod().node(), ""),
                Objects.requireNonNullElse(change.container(), ""),
                Objects.requireNonNullElse(change.image(), ""),
                change.diagnosis().cause(),
                change.labels(),
                Math.max(1, change.count()),
                change.lifetime(),
                change.memoryKill()));
    }

    private static @Nullable Kind kind(SymptomChange change) {
        return switch (change.symptom()) {
            case RESTARTS -> Kind.RESTART_LOOP;
            case OOM_KILLS -> Kind.OOM;
            case PENDING -> Kind.PENDING;
            case TERMINATING -> Kind.TERMINATING;
            case NOT_READY -> Kind.NOT_READY;
            case EVICTED -> Kind.EVICTED;
            case NODE_LOST -> Kind.NODE_LOST;
            case POD_FAILED -> Kind.POD_FAILED;
            case CREATE_BLOCKED -> Kind.CREATE_BLOCKED;
            case WELL -> null;
        };
    }

    /** The same for the same symptom of the same pod at the same time, whoever tells it and how often. */
    long id() {
        return Hashes.of(
                cluster, podUid, container, kind.name(), Long.toString(at.toEpochMilli()), Integer.toString(count));
    }

    /** For the table {@code coded_occurrence}. */
    Object[] row(WordBook book) {
        var words = book.usedAt(at);
        return new Object[] {
            Times.utc(at),
            id(),
            Hashes.of(labels),
            words.code(kind),
            words.code(cluster),
            words.code(namespace),
            words.code(workloadKind),
            words.code(workload),
            words.code(node),
            words.code(container),
            words.code(image),
            words.code(cause),
            count,
            memoryKill,
            lifetime == null ? null : lifetime.toMillis(),
            pod,
            podUid
        };
    }
}
