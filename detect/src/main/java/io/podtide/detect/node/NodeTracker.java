package io.podtide.detect.node;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Clue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.node.NodeContact.Ailing;
import io.podtide.detect.node.NodeContact.Lost;
import io.podtide.detect.node.NodeContact.Nothing;
import io.podtide.detect.node.NodeContact.Well;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.Version;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Repetition;
import io.podtide.detect.state.Step;
import io.podtide.detect.state.Timeline;
import io.podtide.detect.symptom.PodRef;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows one node by its statuses. */
public final class NodeTracker {

    /** A new node is not ready until its network is. */
    private static final Duration NEW = Duration.ofSeconds(60);

    private final RuleBook rules;
    private final CauseCatalogue catalogue;
    private final Timeline<NodeContact, SymptomChange> timeline;

    public NodeTracker(RuleBook rules, CauseCatalogue catalogue) {
        this.rules = rules;
        this.catalogue = catalogue;
        this.timeline = new Timeline<>(this::deadline, this::due);
    }

    private NodeTracker(NodeTracker seeing) {
        this.rules = seeing.rules;
        this.catalogue = seeing.catalogue;
        this.timeline = Timeline.thatStands();
    }

    /** The same while the cluster's watch is broken. */
    public NodeTracker blind() {
        return new NodeTracker(this);
    }

    /** A status has come; one that is no newer than the one we have changes nothing. */
    public Step<NodeContact, SymptomChange> status(NodeContact contact, NodeStatus status) {
        return timeline.until(contact, status.observedAt())
                .then(current -> current.newest().covers(status.version(), status.delivery())
                        ? Step.to(seenAt(current, status.observedAt()))
                        : take(current, status));
    }

    /** An Event has come that {@linkplain NodeMemory#concerns says} that a node ran out of memory; its status does not show it. */
    public SymptomChange event(KubeEvent event) {
        return NodeMemory.killed(event, catalogue);
    }

    private Step<NodeContact, SymptomChange> take(NodeContact contact, NodeStatus status) {
        var unready = status.condition("Ready").filter(ready -> givenUp(ready) || complains(ready, status));
        if (contact instanceof Lost known) {
            return lost(known, unready.orElse(null), status);
        }
        var node = workload(status);
        var ruling = rules.forWorkload(node, Map.of());
        if (unready.isEmpty() || leaves(status) || !ruling.watches(Kind.NODE_LOST)) {
            return Step.to(contact instanceof Nothing ? contact : new Well(status.version()));
        }
        var ready = unready.get();
        var since = since(ready, status.observedAt());
        if (!givenUp(ready)) {
            var due = since.plus(ruling.rules().notReady().min());
            return Step.to(new Ailing(node, since, due, diagnose(ready, since), status.version()));
        }
        var rule = ruling.cite(Kind.NODE_LOST, "the node controller says so");
        var began = contact instanceof Ailing ailing ? ailing.since() : since;
        var found = announced(contact).orElseGet(() -> diagnose(ready, since));
        return Step.to(
                new Lost(node, began, status.version()),
                change(node, Change.ONSET, status.observedAt(), began, found, rule));
    }

    /** A kubelet that has said that its node is being shut down falls silent for that reason. */
    private static Optional<Diagnosis> announced(NodeContact contact) {
        return contact instanceof Ailing ailing && ailing.diagnosis().cause().equals("NODE_SHUTDOWN")
                ? Optional.of(ailing.diagnosis())
                : Optional.empty();
    }

    private Step<NodeContact, SymptomChange> lost(Lost known, @Nullable PodCondition unready, NodeStatus status) {
        var at = status.observedAt();
        if (status.delivery() == Delivery.DELETED || unready == null) {
            var how = status.delivery() == Delivery.DELETED ? Change.GONE : Change.RECOVERED;
            return Step.to(
                    new Well(status.version()), change(workload(status), how, at, known.since(), Diagnosis.NONE, ""));
        }
        var still = new Lost(workload(status), known.since(), status.version());
        if (givenUp(unready)) {
            return Step.to(still);
        }
        var found = diagnose(unready, since(unready, at)); // its kubelet is back, and says what else is wrong
        return Step.to(still, change(workload(status), Change.CHANGED, at, known.since(), found, ""));
    }

    /** The whole list of the cluster's nodes was read since {@code listBegun}: one not seen since then is gone. */
    public Step<NodeContact, SymptomChange> listed(NodeContact contact, Instant listBegun, Instant now) {
        return timeline.until(contact, now).then(current -> swept(current, listBegun, now));
    }

    private static Step<NodeContact, SymptomChange> swept(NodeContact contact, Instant listBegun, Instant now) {
        if (!contact.newest().observedAt().isBefore(listBegun)) {
            return Step.to(contact);
        }
        var gone = new Well(new Version(contact.newest().number(), now));
        if (contact instanceof Lost lost && lost.node() != null) {
            return Step.to(gone, change(lost.node(), Change.GONE, now, lost.since(), Diagnosis.NONE, ""));
        }
        return Step.to(contact instanceof Ailing ? gone : contact);
    }

    /** A relist that repeats what we know still shows that the node is there. */
    private static NodeContact seenAt(NodeContact contact, Instant observedAt) {
        if (!observedAt.isAfter(contact.newest().observedAt())) {
            return contact;
        }
        var newest = new Version(contact.newest().number(), observedAt);
        if (contact instanceof Ailing a) {
            return new Ailing(a.node(), a.since(), a.due(), a.diagnosis(), newest);
        }
        return contact instanceof Lost lost ? new Lost(lost.node(), lost.since(), newest) : contact;
    }

    /** The time of its cluster has come to {@code now}. */
    public Step<NodeContact, SymptomChange> time(NodeContact contact, Instant now) {
        return timeline.until(contact, now);
    }

    private Step<NodeContact, SymptomChange> due(NodeContact contact, Instant at) {
        if (!(contact instanceof Ailing ailing)) {
            return Step.to(new Nothing());
        }
        var said = Durations.text(Duration.between(ailing.since(), ailing.due()));
        var rule = rules.forWorkload(ailing.node(), Map.of())
                .cite(Kind.NODE_LOST, "its kubelet says for " + said + " that it is not ready");
        return Step.to(
                new Lost(ailing.node(), ailing.since(), ailing.newest()),
                change(ailing.node(), Change.ONSET, at, ailing.since(), ailing.diagnosis(), rule));
    }

    /** When it wants to be asked again. */
    public Optional<Instant> deadline(NodeContact contact) {
        if (contact instanceof Well well) {
            return Optional.of(forgotten(well));
        }
        return contact instanceof Ailing ailing ? Optional.of(ailing.due()) : Optional.empty();
    }

    private static Instant forgotten(Well well) {
        return well.newest().observedAt().plus(Repetition.REMEMBERED);
    }

    /** The node lifecycle controller has waited for it in vain. */
    private static boolean givenUp(PodCondition ready) {
        return ready.status().equals("Unknown") && !ready.reason().equals("NodeStatusNeverUpdated");
    }

    /** Its kubelet says that the node is not ready, but has said otherwise: a new one takes its time to become so. */
    private static boolean complains(PodCondition ready, NodeStatus status) {
        var created = status.createdAt();
        var since = ready.since();
        return ready.isFalse() && created != null && since != null && since.isAfter(created.plus(NEW));
    }

    private static Instant since(PodCondition ready, Instant observedAt) {
        return Optional.ofNullable(ready.since())
                .filter(time -> time.isBefore(observedAt))
                .orElse(observedAt);
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
        var clue = clue(Stage.TERMINATION, ready, since);
        return catalogue
                .diagnose(List.of(clue))
                .or(() -> ready.isFalse()
                        ? catalogue.diagnose(List.of(clue(Stage.SETUP, ready, since)))
                        : Optional.empty())
                .orElse(new Diagnosis(
                        ready.isFalse() ? Diagnosis.UNKNOWN_CAUSE : "NODE_UNREACHABLE",
                        Map.of(),
                        List.of(clue.asEvidence())));
    }

    private static Clue clue(Stage stage, PodCondition ready, Instant since) {
        return new Clue(stage, since, "condition Ready", ready.reason(), ready.message(), 1);
    }

    private static SymptomChange change(
            Workload node, Change change, Instant at, Instant since, Diagnosis diagnosis, String rule) {
        return SymptomChange.ofStandIn(
                node, PodRef.standIn("Node"), Symptom.NODE_LOST, change, at, since, diagnosis, rule);
    }

    private static Workload workload(NodeStatus status) {
        return new Workload(status.cluster(), status.clusterUid(), "", "Node", status.name());
    }
}
