package io.podtide.detect.fleet;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.observation.ClusterKey;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The third stage, {@code correlate-fleet}: finds what workloads' incidents have in common and numbers the revisions that are
 * told. Incidents are few, so one task sees all of them.
 */
public final class FleetCorrelator {

    private static final Duration LOOKED_THROUGH_AFTER = Duration.ofHours(2);

    private final FleetMemory memory;
    private final Filing filing;
    private final NodeOom nodeOom;
    private final SystemOom systemOom;
    private final NodeLoss nodeLoss;
    private final SilenceSteps silence;
    private final Groups groups;

    public FleetCorrelator(RuleBook rules, CauseCatalogue catalogue, FleetMemory memory) {
        this.memory = memory;
        this.filing = new Filing(memory);
        this.nodeOom = new NodeOom(rules);
        this.systemOom = new SystemOom(catalogue, memory);
        this.nodeLoss = new NodeLoss(catalogue, memory);
        this.silence = new SilenceSteps(rules, catalogue);
        this.groups = new Groups(rules, catalogue, memory, filing);
    }

    /** Only these symptoms matter beyond their workload. */
    public static boolean concerns(SymptomChange change) {
        return change.pod().node() != null
                && ((change.symptom() == Symptom.OOM_KILLS && change.change() == Change.OCCURRED)
                        || (change.symptom() == Symptom.NODE_LOST
                                && change.change() == Change.ONSET
                                && change.owner() != null));
    }

    /**
     * A workload's or a node's incident has a new revision.
     *
     * @param written by the stage before
     * @param image of the container it is about; null where not known
     */
    public List<Incident> revised(Incident written, @Nullable String image) {
        var draft = systemOom.explained(written);
        var told = memory.incident(draft.id());
        @Nullable String parent = told == null ? null : told.parentId();
        if (draft.kind() == Kind.OOM) {
            var ofNode = ofNodeOom(draft);
            parent = parent == null ? ofNode : parent;
        }
        if (NodeLoss.isOfNode(draft)) {
            var node = nodeOrNew(draft.cluster(), Objects.requireNonNull(draft.node()));
            keep(nodeLoss.revised(node, draft), draft.updatedAt());
        }
        parent = parent == null ? nodeLoss.parent(draft) : parent;
        parent = parent == null && draft.state() != State.RESOLVED ? groups.parent(draft, image) : parent;
        return filed(draft, parent, image);
    }

    /** A pod shows something that may concern its node, or the node's kubelet says something that concerns its pods. */
    public List<Incident> ofNode(SymptomChange change) {
        var node = change.pod().node();
        if (node == null) {
            return List.of();
        }
        var before = nodeOrNew(change.workload().cluster(), node);
        if (change.symptom() == Symptom.NODE_LOST) {
            keep(nodeLoss.lost(before, change), change.at());
            return List.of();
        }
        if (!change.pod().isPod()) {
            return ranOut(before, change);
        }
        var step = filed(nodeOom.killed(before, change));
        keep(step.state(), change.at());
        var revisions = new ArrayList<Incident>();
        for (var revision : step.changes()) {
            revisions.add(revision);
            if (!before.open()) {
                revisions.addAll(filing.adopt(step.state().children().stream(), revision));
            }
        }
        return revisions;
    }

    /** The incident of a node may have been told since by others, who have found it a parent, or whose mute has ended. */
    private Step<NodeTrack, Incident> filed(Step<NodeTrack, Incident> step) {
        var node = step.state();
        var revisions = new ArrayList<Incident>();
        for (var draft : step.changes()) {
            var told = memory.incident(draft.id());
            var filed = filing.file(draft, told == null ? null : told.parentId());
            revisions.add(filed);
            node = node.with(filed, node.until());
        }
        return new Step<>(node, revisions);
    }

    /** It ran out of memory as a whole; what was told of its pods before is told again where that explains it. */
    private List<Incident> ranOut(NodeTrack before, SymptomChange change) {
        var node = before.with(NodeTrack.Kill.ofSystem(change));
        keep(node, change.at());
        var revisions = new ArrayList<Incident>();
        var told = node.told();
        if (told != null && node.open()) {
            again(told, SystemOom.explained(told, node), change.seenAt()).ifPresent(revision -> {
                memory.keep(node.with(revision, node.until()));
                revisions.add(revision);
            });
        }
        node.children().stream()
                .map(memory::incident)
                .filter(Objects::nonNull)
                .filter(child -> child.state() != State.RESOLVED)
                .sorted(Filing.OLDEST_FIRST)
                .flatMap(child -> again(child, systemOom.explained(child), change.seenAt()).stream())
                .forEach(revisions::add);
        return revisions;
    }

    private Optional<Incident> again(Incident told, Incident explained, Instant at) {
        return explained.equals(told)
                ? Optional.empty()
                : Optional.of(filing.file(Revisions.notBefore(at, explained), told.parentId()));
    }

    /**
     * What is remembered of a node is due.
     *
     * @param now what the time of its cluster has come to
     */
    public List<Incident> nodeTime(String key, Instant due, Instant now) {
        var node = memory.node(key);
        if (node == null) {
            return List.of();
        }
        var step = filed(nodeOom.time(node, due));
        keep(nodeOom.settled(step.state(), due, this::goesOn), lookedThrough(due, now));
        return step.changes();
    }

    /** The time of a cluster that has children in a group has come to {@code now}. */
    public List<Incident> groupTime(String key, String cluster, Instant now) {
        return groups.time(key, cluster, now);
    }

    /**
     * There is no news from a cluster.
     *
     * @param heardAt the newest time heard
     * @param gapSince when the ingestor said that it had lost the cluster's API server; null if it did not
     */
    public List<Incident> silent(String cluster, Instant heardAt, @Nullable Instant gapSince) {
        var out = new ArrayList<>(take(silence.silent(silenceOf(cluster), heardAt, gapSince)));
        out.addAll(nodesAre(cluster, State.UNKNOWN));
        return out;
    }

    /** There is news from a cluster. */
    public List<Incident> heard(String cluster, Instant at) {
        var out = new ArrayList<>(take(silence.heard(silenceOf(cluster), at)));
        out.addAll(nodesAre(cluster, State.OPEN));
        return out;
    }

    /** The time of a cluster that was silent has come to {@code now}. */
    public List<Incident> silenceTime(String cluster, Instant now) {
        return take(silence.time(silenceOf(cluster), now));
    }

    private List<Incident> take(Step<ClusterSilence, Incident> step) {
        var out = new ArrayList<Incident>();
        var next = step.state();
        for (var draft : step.changes()) {
            var told = memory.incident(draft.id());
            var parent = told == null ? groups.parent(draft, null) : told.parentId();
            var filed = filed(draft, parent, null);
            out.addAll(filed);
            next = new ClusterSilence(next.cluster(), filed.get(0), next.until());
        }
        memory.keep(next);
        return out;
    }

    private List<Incident> filed(Incident draft, @Nullable String parent, @Nullable String image) {
        var revisions = new ArrayList<Incident>();
        var filed = filing.file(draft, parent);
        revisions.add(filed);
        revisions.addAll(groups.revised(filed, image));
        return revisions;
    }

    /** The nodes' own incidents of memory: nobody knows how they are, or somebody does again. */
    private List<Incident> nodesAre(String cluster, State state) {
        var out = new ArrayList<Incident>();
        for (var node : memory.nodes(cluster)) {
            var told = node.told();
            if (told != null && node.open() && told.state() != state) {
                var filed = filing.file(told.toBuilder().state(state).build(), told.parentId());
                memory.keep(node.with(filed, node.until()));
                out.add(filed);
            }
        }
        return out;
    }

    private @Nullable String ofNodeOom(Incident draft) {
        @Nullable String parent = null;
        for (var node : nodesOf(draft)) {
            var track = nodeOrNew(draft.cluster(), node);
            keep(
                    draft.state() == State.RESOLVED ? track.withoutChild(draft.id()) : track.withChild(draft.id()),
                    draft.updatedAt());
            parent = parent == null && track.open()
                    ? Objects.requireNonNull(track.told()).id()
                    : parent;
        }
        return parent;
    }

    /** What is kept of a node is looked through some time, or a fleet whose nodes come and go would be remembered for ever. */
    private void keep(NodeTrack node, Instant now) {
        boolean unasked = node.until() == null && !node.empty();
        memory.keep(unasked ? node.with(node.told(), now.plus(LOOKED_THROUGH_AFTER)) : node);
    }

    /** Time may come a long way at once: what was missed of these looks is not made up for. */
    private static Instant lookedThrough(Instant due, Instant now) {
        long missed = Math.max(0, Duration.between(due, now).dividedBy(LOOKED_THROUGH_AFTER));
        return due.plus(LOOKED_THROUGH_AFTER.multipliedBy(missed));
    }

    private boolean goesOn(String id) {
        var incident = memory.incident(id);
        return incident != null && incident.state() != State.RESOLVED;
    }

    private NodeTrack nodeOrNew(String cluster, String node) {
        var known = memory.node(ClusterKey.of(cluster, node));
        return known == null ? NodeTrack.of(cluster, node) : known;
    }

    private ClusterSilence silenceOf(String cluster) {
        var known = memory.silence(cluster);
        return known == null ? ClusterSilence.of(cluster) : known;
    }

    private static List<String> nodesOf(Incident draft) {
        return draft.pods().stream()
                .map(Incident.Member::node)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
