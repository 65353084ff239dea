package io.podtide.detect.fleet;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.observation.ClusterKey;
import io.podtide.detect.symptom.SymptomChange;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lost node takes the place its pods had with it: what is to replace them may fit on no other node, or wait for a volume that
 * the lost node still holds. Its pods, once they are to go, stay, since nobody there ends them, and those that are bound to it do
 * not start. That is part of the node's failure.
 */
final class NodeLoss {

    private final CauseCatalogue catalogue;
    private final FleetMemory memory;

    NodeLoss(CauseCatalogue catalogue, FleetMemory memory) {
        this.catalogue = catalogue;
        this.memory = memory;
    }

    /** A pod is on a node that is lost. */
    NodeTrack lost(NodeTrack node, SymptomChange change) {
        return node.withLost(Objects.requireNonNull(change.owner()).key());
    }

    /** The node's own incident has a new revision. */
    NodeTrack revised(NodeTrack node, Incident incident) {
        return node.loss(incident.state() == State.RESOLVED ? null : incident.id());
    }

    static boolean isOfNode(Incident incident) {
        return incident.kind() == Kind.NODE_LOST && incident.scope() == Scope.NODE;
    }

    /** The incident of the lost node that this one follows from. */
    @Nullable
    String parent(Incident draft) {
        return switch (draft.kind()) {
            case PENDING -> mayFollow(draft) ? ofReplaced(draft) : ofNobody(draft);
            case TERMINATING -> draft.cause().equals("FINALIZER_PENDING") ? null : ofOwnNodes(draft, draft.startedAt());
            default -> null;
        };
    }

    /** It may be bound to a node that nobody hears of, as of DaemonSets they are: no kubelet is there to say anything of it. */
    private @Nullable String ofNobody(Incident draft) {
        return draft.cause().equals(Diagnosis.UNKNOWN_CAUSE) ? ofOwnNodes(draft, draft.openedAt()) : null;
    }

    private @Nullable String ofReplaced(Incident draft) {
        return memory.lostNodes(draft.cluster()).stream()
                .filter(node -> node.lost().contains(draft.subject()))
                .map(NodeTrack::loss)
                .filter(Objects::nonNull)
                .filter(id -> beganBefore(id, draft.startedAt()))
                .findFirst()
                .orElse(null);
    }

    /** All of its pods that are shown are on nodes that were lost by then. */
    private @Nullable String ofOwnNodes(Incident draft, Instant by) {
        @Nullable String first = null;
        for (var pod : draft.pods()) {
            var node = pod.node() == null ? null : memory.node(ClusterKey.of(draft.cluster(), pod.node()));
            if (node == null || node.loss() == null) {
                return null;
            }
            first = first == null ? node.loss() : first;
        }
        return first != null && beganBefore(first, by) ? first : null;
    }

    private boolean mayFollow(Incident draft) {
        return draft.cause().equals("VOLUME_ATTACH_FAILED")
                || catalogue
                        .find(draft.cause())
                        .filter(cause -> cause.stages().contains(Stage.SCHEDULING))
                        .isPresent();
    }

    private boolean beganBefore(String id, Instant time) {
        var loss = memory.incident(id);
        return loss != null && !loss.startedAt().isAfter(time);
    }
}
