package io.podtide.ingest.watch;

import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.ingest.kube.KubeObject;
import io.podtide.ingest.kube.NodeState;
import io.podtide.ingest.recording.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands on nodes, each state once: the heartbeats of a large cluster, a change every few minutes and node, are no news. Remembers
 * the last state of every node, because one that is deleted while nobody watches shows only by not being listed any more.
 */
final class NodeListener implements ResourceListener {

    private static final String KIND = "Node";

    private final Feed feed;
    private final Map<String, KubeObject> known = new HashMap<>();
    private Set<String> listed = Set.of();
    /** When the first list began, be it one that broke off. */
    private @Nullable Instant listBegan;

    private boolean synced;

    NodeListener(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void listBegins() {
        listed = new HashSet<>();
        listBegan = listBegan == null ? feed.now() : listBegan;
    }

    @Override
    public void listed(KubeObject item) {
        var node = item.ofKind(KIND);
        listed.add(node.uid());
        if (isNews(known.put(node.uid(), node), node)) {
            feed.saw(node, Recorded.Type.ADDED, Delivery.LISTED);
        }
    }

    @Override
    public void listEnds() {
        for (var gone : new ArrayList<>(known.values())) {
            if (!listed.contains(gone.uid())) {
                known.remove(gone.uid());
                feed.saw(gone, Recorded.Type.DELETED, Delivery.DELETED);
            }
        }
        listed = Set.of();
        if (!synced) {
            feed.clock(Mark.NODES_SYNCED, listBegan); // as with pods: later lists leave out what has not changed
            synced = true;
        }
    }

    @Override
    public void live() {}

    @Override
    public void changed(String type, KubeObject object) {
        var node = object.ofKind(KIND);
        if (type.equals("DELETED")) {
            known.remove(node.uid());
            feed.saw(node, Recorded.Type.DELETED, Delivery.DELETED);
            return;
        }
        var last = known.get(node.uid());
        if (last == null || node.version() < 0 || node.version() > last.version()) {
            known.put(node.uid(), node);
            if (isNews(last, node)) {
                feed.saw(node, type.equals("ADDED") ? Recorded.Type.ADDED : Recorded.Type.MODIFIED, Delivery.CHANGED);
            }
        }
    }

    private static boolean isNews(@Nullable KubeObject last, KubeObject node) {
        return last == null || !NodeState.of(last).equals(NodeState.of(node));
    }

    @Override
    public void ended() {}
}
