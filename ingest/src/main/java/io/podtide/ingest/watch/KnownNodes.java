package io.podtide.ingest.watch;

import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.kube.NodeState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nodes that have been handed on and live, as they were last. */
final class KnownNodes {

    private final ResumePoint point;
    private final Map<String, KubeObject> known = new HashMap<>();
    private final ArrayDeque<KubeObject> departed = new ArrayDeque<>();
    /** Whose last state may have been lost. */
    private final Set<String> lost = new HashSet<>();

    private Set<String> listed = Set.of();
    private boolean whole;

    /** @param point how much of what was handed on is kept for sure */
    KnownNodes(ResumePoint point) {
        this.point = point;
    }

    void listBegins() {
        listed = new HashSet<>();
    }

    /** Whether its state is news: a heartbeat is none. */
    boolean listed(KubeObject node) {
        listed.add(node.uid());
        return put(known.get(node.uid()), node);
    }

    /** Those that the list has left out, as they were last; they are forgotten. */
    List<KubeObject> unlisted() {
        var gone = new ArrayList<KubeObject>();
        known.values().removeIf(node -> !listed.contains(node.uid()) && gone.add(node));
        listed = Set.of();
        return gone;
    }

    /** Whether its state is news: a heartbeat is none. */
    boolean changed(KubeObject node) {
        var last = known.get(node.uid());
        return (last == null || node.version() < 0 || node.version() > last.version() || lost.contains(node.uid()))
                && put(last, node);
    }

    private boolean put(@Nullable KubeObject last, KubeObject node) {
        known.put(node.uid(), node);
        return lost.remove(node.uid()) || last == null || !NodeState.of(last).equals(NodeState.of(node));
    }

    void deleted(KubeObject node) {
        known.remove(node.uid());
        departed.add(node);
        while (!departed.isEmpty() && departed.element().version() <= point.keptVersion()) {
            departed.remove();
        }
    }

    /** All that there is has been handed on. */
    boolean isWhole() {
        return whole;
    }

    void whole() {
        whole = true;
    }

    /** What was handed on since the last that is kept for sure may be lost: as if it had not been seen. */
    void rollBack() {
        var kept = point.keptVersion();
        if (kept < 0) {
            known.clear();
            whole = false;
        }
        known.values().stream().filter(node -> node.version() > kept).forEach(node -> lost.add(node.uid()));
        departed.stream().filter(node -> kept >= 0).forEach(node -> known.put(node.uid(), node));
        departed.clear();
    }
}
