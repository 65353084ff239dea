package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
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

    private final FleetMemory memory;
    private final NodeOom nodeOom;

    public FleetCorrelator(RuleBook rules, FleetMemory memory) {
        this.memory = memory;
        this.nodeOom = new NodeOom(rules);
    }

    /** Only these symptoms matter beyond their workload. */
    public static boolean concerns(SymptomChange change) {
        return change.symptom() == Symptom.OOM_KILLS
                && change.change() == Change.OCCURRED
                && change.pod().node() != null;
    }

    /** A workload's incident has a new revision. */
    public List<Incident> revised(Incident draft) {
        var told = memory.incident(draft.id());
        @Nullable String parent = told == null ? null : told.parentId();
        if (draft.kind() == Kind.OOM) {
            for (var node : nodesOf(draft)) {
                var track = nodeOrNew(draft.cluster(), node);
                memory.keep(
                        draft.state() == State.RESOLVED ? track.withoutChild(draft.id()) : track.withChild(draft.id()));
                parent = parent == null && track.open()
                        ? Objects.requireNonNull(track.told()).id()
                        : parent;
            }
        }
        return List.of(file(draft, told, parent));
    }

    /** A container was killed for memory. */
    public List<Incident> killed(SymptomChange kill) {
        var node = kill.pod().node();
        if (node == null) {
            return List.of();
        }
        var before = nodeOrNew(kill.workload().cluster(), node);
        var step = nodeOom.killed(before, kill);
        memory.keep(step.state());
        var revisions = new ArrayList<Incident>();
        for (var revision : step.changes()) {
            memory.keep(revision);
            revisions.add(revision);
            if (!before.open()) {
                revisions.addAll(adopt(step.state(), revision));
            }
        }
        return revisions;
    }

    /** The time of the node's cluster has come to {@code now}. */
    public List<Incident> time(String nodeKey, Instant now) {
        var node = memory.node(nodeKey);
        if (node == null) {
            return List.of();
        }
        var step = nodeOom.time(node, now);
        memory.keep(step.state());
        step.changes().forEach(memory::keep);
        return step.changes();
    }

    /** When a node wants to be asked again. */
    public Optional<Instant> deadline(String nodeKey) {
        return Optional.ofNullable(memory.node(nodeKey)).map(NodeTrack::until);
    }

    /** Incidents that were there before their parent are told again, with it. */
    private List<Incident> adopt(NodeTrack node, Incident parent) {
        return node.children().stream()
                .map(memory::incident)
                .filter(Objects::nonNull)
                .filter(child -> child.state() != State.RESOLVED && child.parentId() == null)
                .map(child -> file(Revisions.notBefore(parent.updatedAt(), child), child, parent.id()))
                .toList();
    }

    private Incident file(Incident draft, @Nullable Incident told, @Nullable String parent) {
        int revision = told == null ? 1 : told.revision() + 1;
        var filed = Revisions.numbered(draft, revision, parent);
        memory.keep(filed);
        return filed;
    }

    private NodeTrack nodeOrNew(String cluster, String node) {
        var known = memory.node(cluster + '/' + node);
        return known == null ? NodeTrack.of(cluster, node) : known;
    }

    private static List<String> nodesOf(Incident draft) {
        return draft.pods().stream()
                .map(Incident.Member::node)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
