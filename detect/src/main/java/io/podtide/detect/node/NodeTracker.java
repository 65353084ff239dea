package io.podtide.detect.node;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Clue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.node.NodeContact.Lost;
import io.podtide.detect.node.NodeContact.Nothing;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows one node by its statuses. */
public final class NodeTracker {

    private final RuleBook rules;
    private final CauseCatalogue catalogue;

    public NodeTracker(RuleBook rules, CauseCatalogue catalogue) {
        this.rules = rules;
        this.catalogue = catalogue;
    }

    /** A status has come. */
    public Step<NodeContact, SymptomChange> status(NodeContact contact, NodeStatus status) {
        var lost = status.condition("Ready").filter(NodeTracker::givenUp);
        if (contact instanceof Lost known) {
            boolean deleted = status.delivery() == Delivery.DELETED;
            return lost.isPresent() && !deleted
                    ? Step.to(contact)
                    : Step.to(
                            new Nothing(),
                            change(
                                    status,
                                    deleted ? Change.GONE : Change.RECOVERED,
                                    known.since(),
                                    Diagnosis.NONE,
                                    ""));
        }
        var ruling = rules.forWorkload(workload(status), Map.of());
        if (lost.isEmpty() || leaves(status) || !ruling.watches(Kind.NODE_LOST)) {
            return Step.to(contact);
        }
        var since = Optional.ofNullable(lost.get().since())
                .filter(time -> time.isBefore(status.observedAt()))
                .orElse(status.observedAt());
        return Step.to(
                new Lost(since),
                change(
                        status,
                        Change.ONSET,
                        since,
                        diagnose(lost.get(), since),
                        ruling.cite(Kind.NODE_LOST, "the node controller says so")));
    }

    /** The node lifecycle controller has waited for it in vain; what a kubelet says of itself is no loss. */
    private static boolean givenUp(PodCondition ready) {
        return ready.status().equals("Unknown") && !ready.reason().equals("NodeStatusNeverUpdated");
    }

    /** It is taken out of service: cordoned, about to be removed by an autoscaler, or gone. */
    private static boolean leaves(NodeStatus status) {
        return status.delivery() == Delivery.DELETED
                || status.unschedulable()
                || status.taints().stream()
                        .anyMatch(taint -> taint.startsWith("ToBeDeletedByClusterAutoscaler")
                                || taint.startsWith("karpenter.sh/disrupt")
                                || taint.startsWith("node.cloudprovider.kubernetes.io/shutdown"));
    }

    private Diagnosis diagnose(PodCondition ready, Instant since) {
        var clue = new Clue(Stage.TERMINATION, since, "condition Ready", ready.reason(), ready.message(), 1);
        return catalogue
                .diagnose(List.of(clue))
                .orElse(new Diagnosis("NODE_UNREACHABLE", Map.of(), List.of(clue.asEvidence())));
    }

    private static SymptomChange change(
            NodeStatus status, Change change, Instant since, Diagnosis diagnosis, String rule) {
        return new SymptomChange(
                workload(status),
                PodRef.standIn("Node"),
                Symptom.NODE_LOST,
                change,
                status.observedAt(),
                since,
                null,
                null,
                0,
                null,
                false,
                diagnosis,
                Map.of(),
                rule);
    }

    private static Workload workload(NodeStatus status) {
        return new Workload(status.cluster(), status.clusterUid(), "", "Node", status.name());
    }
}
