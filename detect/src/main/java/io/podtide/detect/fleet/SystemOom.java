package io.podtide.detect.fleet;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.fleet.NodeTrack.Kill;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.node.NodeMemory;
import io.podtide.detect.observation.ClusterKey;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.workload.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a node as a whole runs out of memory, its kernel kills whom it likes. Statuses show that as if the container had met its
 * own limit, or do not say why; the kubelet tells the truth in an Event about the node. What was killed in that moment on that node
 * was killed for that.
 */
public final class SystemOom {

    private static final String CAUSE = "NODE_OUT_OF_MEMORY";

    /** From the kernel's kill to the end of the container, which its runtime dates; both by the node's clock, in whole seconds. */
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private static final Set<String> EXPLAINED =
            Set.of("MEMORY_LIMIT_EXCEEDED", "MEMORY_LEAK_SUSPECTED", "SIGKILL_UNEXPLAINED");

    private static final int EVIDENCE_SHOWN = 10;

    private final Known known;
    private final Wording wording;

    SystemOom(CauseCatalogue catalogue, FleetMemory memory) {
        this(catalogue, new Remembered(memory));
    }

    private SystemOom(CauseCatalogue catalogue, Known known) {
        this.known = known;
        this.wording = new Wording(catalogue);
    }

    /** For incidents of one moment: of all Events that there are, those of nodes are read. */
    public static SystemOom of(CauseCatalogue catalogue, List<KubeEvent> events) {
        var nodes = new HashMap<String, NodeTrack>();
        for (var event : events) {
            if (NodeMemory.concerns(event)) {
                var node = NodeTrack.of(event.cluster(), event.regarding().name());
                var known = nodes.getOrDefault(node.key(), node);
                nodes.put(node.key(), known.with(Kill.ofSystem(NodeMemory.killed(event, catalogue))));
            }
        }
        return new SystemOom(
                catalogue, key -> nodes.containsKey(key) ? nodes.get(key).ofSystem() : List.of());
    }

    /** A workload's incident, put down to its node where that is said to have been short of memory at that time. */
    public Incident explained(Incident draft) {
        boolean killed = draft.kind() == Kind.OOM || draft.kind() == Kind.RESTART_LOOP;
        if (draft.scope() != Scope.WORKLOAD || !killed || !isToBeExplained(draft)) { // as most
            return draft;
        }
        var said = Stream.concat(ofNodes(draft), ofBefore(draft)).toList();
        var because = because(draft, said);
        return because.equals(draft) ? draft : wording.of(because);
    }

    /** The same of the incident of a node. */
    static Incident explained(Incident ofNode, NodeTrack node) {
        return because(ofNode, node.ofSystem().stream().map(Said::of).toList());
    }

    private static Incident because(Incident incident, List<Said> said) {
        if (!isToBeExplained(incident)) {
            return incident;
        }
        return said.stream()
                .filter(word ->
                        incident.evidence().stream().anyMatch(shown -> isAtOnce(shown.at(), word.evidence.at())))
                .findFirst()
                .map(word -> put(incident, word))
                .orElse(incident);
    }

    /** Also what is known to be the node's, for there was no limit to meet, and nobody has said so yet. */
    private static boolean isToBeExplained(Incident incident) {
        return EXPLAINED.contains(incident.cause())
                || (incident.cause().equals(CAUSE)
                        && incident.evidence().stream()
                                .noneMatch(shown -> shown.reason().equals(NodeMemory.SYSTEM_OOM)));
    }

    private static boolean isAtOnce(Instant a, Instant b) {
        return Duration.between(a, b).abs().compareTo(AT_ONCE) <= 0;
    }

    private Stream<Said> ofNodes(Incident draft) {
        return draft.pods().stream()
                .map(Incident.Member::node)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(node -> known.said(ClusterKey.of(draft.cluster(), node)).stream())
                .map(Said::of);
    }

    /** What the revision before was put down to: the node may not remember it for as long as the incident stays. */
    private Stream<Said> ofBefore(Incident draft) {
        var told = known.told(draft.id());
        return told == null || !told.cause().equals(CAUSE)
                ? Stream.empty()
                : told.evidence().stream()
                        .filter(shown -> shown.reason().equals(NodeMemory.SYSTEM_OOM))
                        .map(shown -> new Said(shown, told.causeDetail()));
    }

    private static Incident put(Incident i, Said word) {
        var detail = new TreeMap<>(i.causeDetail());
        detail.remove("limit"); // which had nothing to do with it
        if (word.detail.containsKey("command")) {
            detail.put("command", word.detail.get("command"));
        }
        var evidence = new ArrayList<Evidence>();
        evidence.add(word.evidence);
        i.evidence().stream().filter(shown -> !shown.equals(word.evidence)).forEach(evidence::add);
        return i.toBuilder()
                .cause(CAUSE)
                .causeDetail(detail)
                .evidence(evidence.subList(0, Math.min(EVIDENCE_SHOWN, evidence.size())))
                .build();
    }

    /** What has been heard and told before. */
    private interface Known {

        /** Kills of a node, newest first, that name no pod. */
        List<Kill> said(String node);

        /** The newest revision. */
        default @Nullable Incident told(String id) {
            return null;
        }
    }

    private record Remembered(FleetMemory memory) implements Known {

        @Override
        public List<Kill> said(String node) {
            var track = memory.node(node);
            return track == null ? List.of() : track.ofSystem();
        }

        @Override
        public @Nullable Incident told(String id) {
            return memory.incident(id);
        }
    }

    /** An Event that a node ran out of memory. */
    private record Said(Evidence evidence, Map<String, String> detail) {

        static Said of(Kill kill) {
            var diagnosis = kill.diagnosis();
            var evidence = diagnosis.evidence().isEmpty()
                    ? new Evidence(kill.at(), "Event", NodeMemory.SYSTEM_OOM, "", 1)
                    : diagnosis.evidence().get(0);
            return new Said(evidence, diagnosis.detail());
        }
    }
}
